package dev.habittracker.auditconsumer.store;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes a batch, and where it is refused finds the bad items by halving: one among n costs about 2 log n more writes. */
public final class Bisection {

    private Bisection() {}

    /**
     * Writes all items in order, each once, but for the refused ones.
     *
     * @param batch the items; nothing happens if there are none
     * @param write writes a list whole or, throwing {@link RefusedException}, not at all; any other exception is passed on
     * @param refused gets each item that is refused alone, in order, with the reason
     */
    public static <T> void write(List<T> batch, Consumer<List<T>> write, BiConsumer<T, String> refused) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            write.accept(batch);
        } catch (RefusedException e) {
            if (batch.size() == 1) {
                refused.accept(batch.getFirst(), e.reason());
                return;
            }
            int half = batch.size() / 2;
            write(batch.subList(0, half), write, refused);
            write(batch.subList(half, batch.size()), write, refused);
        }
    }
}
