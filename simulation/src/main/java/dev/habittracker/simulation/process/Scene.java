package dev.habittracker.simulation.process;

import java.time.Duration;
import java.util.Set;

import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.simulation.check.Watch;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.world.SimBus;
import dev.habittracker.simulation.world.SimDatabase;
import dev.habittracker.simulation.world.SimVault;
import dev.habittracker.simulation.world.Weather;

/// What all processes of one history share.
///
/// @param seed           the history's seed
/// @param rules          how the rotators are configured
/// @param statusInterval how often processes say how they are
/// @param tick           how often a rotator reconciles
/// @param watch          the rules that look on
/// @param adversary      holds writes up where that does most harm
/// @param mutants        safeguards that are taken away
public record Scene(long seed, Agenda agenda, SimVault vault, SimBus bus, SimDatabase database, Weather weather,
        KeyringRules rules, Duration statusInterval, Duration tick, Watch watch, Adversary adversary,
        Set<Mutant> mutants) {

    /// The keyring's name.
    public static final String KEYRING = "habit-tracker";

    /// Whether a safeguard is taken away.
    public boolean has(Mutant mutant) {
        return mutants.contains(mutant);
    }
}
