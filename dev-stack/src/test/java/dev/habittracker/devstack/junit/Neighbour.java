package dev.habittracker.devstack.junit;

/** Another test class of the same run, as far as the stack can tell. */
@DevStack
final class Neighbour {

    private Neighbour() {}
}
