package dev.habittracker.endtoend.scan;

import java.util.function.BiConsumer;

/// Somewhere that a pipeline leaves things.
public interface Haystack {

    /// Hands over everything that is there: where it lies, and what it is, bytes as ISO-8859-1.
    void forEach(BiConsumer<String, String> visitor) throws Exception;
}
