package dev.habittracker.simulation.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.habittracker.simulation.check.Token;
import dev.habittracker.simulation.engine.Dice;

/// The clients: they carry tokens from the service that issued them to the others. Tokens are shown at once, at some time,
/// and, the one of each key that lives longest, at the last moment at which each service still takes it for unexpired.
public final class TokenDesk {

    private static final Duration LAST_MOMENT = Duration.ofMillis(2);

    private final Scene scene;
    private final Dice dice;
    private final List<ServiceNode> services = new ArrayList<>();
    private final Map<Object, Token> longest = new HashMap<>();
    private int issued;

    /// @param scene what all share
    public TokenDesk(Scene scene) {
        this.scene = scene;
        this.dice = new Dice(scene.seed(), "clients");
    }

    /// A service that tokens are shown to.
    public void add(ServiceNode service) {
        services.add(service);
    }

    /// All services.
    public List<ServiceNode> services() {
        return services;
    }

    /// How many tokens were issued.
    public int count() {
        return issued;
    }

    Token issued(MutantSigning.Key key, Instant expires, long at, String signer) {
        return new Token(key.kid(), key.with(), expires, at, signer, ++issued);
    }

    void verifyEverywhere(Token token) {
        Object key = token.kid() == null ? token.key().material() : token.kid();
        Token before = longest.get(key);
        boolean lives = before == null || token.expires().isAfter(before.expires());
        if (lives) {
            longest.put(key, token);
        }
        for (ServiceNode service : services) {
            scene.agenda().in(dice.between(Duration.ZERO, Duration.ofMillis(30)), () -> service.verify(token));
            if (dice.chance(0.2)) {
                scene.agenda().in(dice.between(Duration.ZERO, Duration.ofSeconds(40)), () -> service.verify(token));
            }
            if (lives) {
                atTheLastMoment(service, key, token);
            }
        }
    }

    private void atTheLastMoment(ServiceNode service, Object key, Token token) {
        long left = service.clock().nanosUntil(token.expires().minus(LAST_MOMENT));
        scene.agenda().in(Duration.ofNanos(Math.max(0, left)), () -> {
            if (longest.get(key) != token) {
                return;
            }
            if (service.clock().wall().isBefore(token.expires().minus(LAST_MOMENT))) {
                // the clock was set back meanwhile
                atTheLastMoment(service, key, token);
            } else {
                service.verify(token);
            }
        });
    }
}
