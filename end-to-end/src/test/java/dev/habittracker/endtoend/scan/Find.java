package dev.habittracker.endtoend.scan;

/// A secret where it must not be.
///
/// @param where the file, the table, the topic or the URL
/// @param what  the needle's name
public record Find(String where, String what) {}
