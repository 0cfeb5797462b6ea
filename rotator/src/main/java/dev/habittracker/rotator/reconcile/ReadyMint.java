package dev.habittracker.rotator.reconcile;

import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// Gives keys that were made before the decision that needs them: an RSA key can take longer than the write budget.
public final class ReadyMint implements KeyMint {

    /// A write needs two keys at the most.
    private static final int ENOUGH = 2;

    private final KeyMint slow;
    private final Map<SigningAlgorithm, Queue<KeyMaterial>> ready = new EnumMap<>(SigningAlgorithm.class);

    /// @param slow makes the keys
    public ReadyMint(KeyMint slow) {
        this.slow = slow;
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            ready.put(algorithm, new ConcurrentLinkedQueue<>());
        }
    }

    /// Whether enough keys are ready for any write.
    public boolean isReadyFor(SigningAlgorithm algorithm) {
        return queue(algorithm).size() >= ENOUGH;
    }

    /// Makes as many keys as are missing. Takes its time.
    public void prepare(SigningAlgorithm algorithm) {
        Queue<KeyMaterial> queue = queue(algorithm);
        while (queue.size() < ENOUGH) {
            queue.add(slow.material(algorithm));
        }
    }

    @Override
    public KeyMaterial material(SigningAlgorithm algorithm) {
        @Nullable
        KeyMaterial prepared = queue(algorithm).poll();
        return prepared == null ? slow.material(algorithm) : prepared;
    }

    @Override
    public Kid kid(long epoch, long version) {
        return slow.kid(epoch, version);
    }

    private Queue<KeyMaterial> queue(SigningAlgorithm algorithm) {
        return ready.getOrDefault(algorithm, new ConcurrentLinkedQueue<>());
    }
}
