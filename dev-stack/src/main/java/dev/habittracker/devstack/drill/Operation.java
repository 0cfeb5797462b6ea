package dev.habittracker.devstack.drill;

/** What a client does. */
enum Operation {

    REGISTER("register"), LOG_IN("log in"), CREATE_HABIT("create habit"), READ_HABITS("read habits");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
