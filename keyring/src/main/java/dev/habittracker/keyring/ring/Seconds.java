package dev.habittracker.keyring.ring;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/// Durations as people read them in refusals and alarms: in seconds, so that a sum can be checked by eye.
public final class Seconds {

    private Seconds() {}

    /// `35 s`, `4,520 s`, `-0.25 s`: whole milliseconds, the rest cut off towards zero.
    public static String text(Duration duration) {
        DecimalFormat format = new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(duration.toMillis() / 1000.0) + " s";
    }
}
