package dev.habittracker.events.planted;

import dev.habittracker.devstack.junit.Part;

/// Stands in the package of the contract and knows another module: what the rule must find.
final class ContractThatKnowsTheStack {

    private ContractThatKnowsTheStack() {}

    static Part part() {
        return Part.KAFKA;
    }
}
