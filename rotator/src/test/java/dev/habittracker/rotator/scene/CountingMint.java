package dev.habittracker.rotator.scene;

import java.util.concurrent.atomic.AtomicInteger;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// Keys that a test can foretell: kids and secrets are counted. Public-key pairs are real, since nobody can make up one.
public final class CountingMint implements KeyMint {

    private final KeyMint real = new SecureKeyMint();
    private final AtomicInteger kids = new AtomicInteger();
    private final AtomicInteger secrets = new AtomicInteger();

    @Override
    public KeyMaterial material(SigningAlgorithm algorithm) {
        return algorithm == SigningAlgorithm.HS256
                ? secret(secrets.incrementAndGet())
                : real.material(algorithm);
    }

    @Override
    public Kid kid(long epoch, long version) {
        return new Kid(epoch, version, "t%05d".formatted(kids.incrementAndGet()));
    }

    /// The secret of that number, as long as a real one.
    public static KeyMaterial secret(int number) {
        return KeyMaterial.ofSecretText(SigningAlgorithm.HS256,
                "not-a-real-secret-but-as-long-as-one-%06d".formatted(number));
    }
}
