package dev.habittracker.devstack.load;

/** What a client does. */
public enum Operation {

    REGISTER("register"), LOG_IN("log in"), CREATE_HABIT("create habit"), READ_HABITS("read habits");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
