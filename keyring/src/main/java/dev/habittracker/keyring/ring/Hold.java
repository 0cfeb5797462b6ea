package dev.habittracker.keyring.ring;

import java.time.Instant;

/// Automatic rotation is off, since an operator rolled back.
///
/// @param since when
/// @param by    who
public record Hold(Instant since, String by) {}
