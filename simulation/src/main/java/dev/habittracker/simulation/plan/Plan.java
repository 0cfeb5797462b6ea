package dev.habittracker.simulation.plan;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.habittracker.simulation.world.Weather;

/// A history before it happens. Together with the seed, which decides how long each call takes, it is the whole history.
///
/// @param seed     decides everything that the steps do not
/// @param services how many services
/// @param rotators how many rotators
/// @param weather  how long things take
/// @param clocks   whether clocks are off at all
/// @param byHand   whether a secret put by hand stands in Vault at the start
/// @param length   how long it lasts before everything is made well
/// @param steps    in the order of their times
public record Plan(long seed, int services, int rotators, Weather weather, boolean clocks, boolean byHand,
        Duration length, List<Step> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /// The same with other steps.
    public Plan with(List<Step> steps) {
        return new Plan(seed, services, rotators, weather, clocks, byHand, length, steps);
    }

    /// The same on a quieter network.
    public Plan with(Weather weather) {
        return new Plan(seed, services, rotators, weather, clocks, byHand, length, steps);
    }

    /// The same with fewer processes.
    public Plan with(int services, int rotators) {
        return new Plan(seed, services, rotators, weather, clocks, byHand, length, steps);
    }

    /// The same with clocks that are right.
    public Plan withoutClocks() {
        return new Plan(seed, services, rotators, weather, false, byHand, length, steps);
    }

    /// The same, ending earlier.
    public Plan endingAt(Duration length) {
        return new Plan(seed, services, rotators, weather, clocks, byHand, length, steps);
    }

    @Override
    public String toString() {
        return "seed %d: %d services, %d rotators, weather %s, clocks %s, %s, %d s%n%s".formatted(seed, services,
                rotators,
                weather, clocks ? "off by up to S" : "right",
                byHand ? "begins with a secret put by hand" : "begins empty",
                length.toSeconds(), steps.stream().map(step -> "  " + step).collect(Collectors.joining("\n")));
    }
}
