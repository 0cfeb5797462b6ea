package dev.habittracker.devstack.process;

/** A server or service of this machine that can be killed, silenced and started again. */
public interface Victim {

    /** SIGKILL: no chance to say good-bye. */
    void kill();

    /** SIGSTOP: alive, its sockets open, but silent, until {@link #resume()}. */
    void suspend();

    void resume();

    /** Starts it on its former ports and data where it does not run; may fail while what it needs is out of order. */
    void startAgain();

    /** Whether it does its work. */
    boolean serves();
}
