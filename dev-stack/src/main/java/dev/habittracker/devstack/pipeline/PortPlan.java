package dev.habittracker.devstack.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.habittracker.devstack.process.Ports;

/** Which port each process listens on. */
public record PortPlan(int kafka, int postgres, int vault, List<Integer> rotators, int audit, List<Integer> api) {

    static final String AUDIT_CONSUMER = "audit-consumer";

    /** The ports that documentation names, where they are free. */
    public static PortPlan documented(int instances) {
        return new PortPlan(Ports.preferably(9092), Ports.preferably(5432), Ports.preferably(8200),
                List.of(Ports.preferably(8090)), Ports.preferably(8070),
                IntStream.range(0, instances).mapToObj(i -> Ports.preferably(8080 + i)).toList());
    }

    /** Free ports, for a stack beside another. */
    public static PortPlan free(int rotators, int instances) {
        return new PortPlan(Ports.free(), Ports.free(), Ports.free(), free(rotators), Ports.free(), free(instances));
    }

    /** The names of the services that have a port here, in the order of their start. */
    List<String> services() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, rotators.size()).mapToObj(this::rotator).forEach(names::add);
        IntStream.range(0, api.size()).mapToObj(this::habitApi).forEach(names::add);
        names.add(AUDIT_CONSUMER);
        return names;
    }

    String rotator(int index) {
        return rotators.size() == 1 ? "rotator" : "rotator-" + (index + 1);
    }

    String habitApi(int index) {
        return "habit-api-" + (index + 1);
    }

    private static List<Integer> free(int count) {
        return IntStream.range(0, count).mapToObj(_ -> Ports.free()).toList();
    }
}
