package dev.habittracker.devstack.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The period of a scheduled rotation, as people write it and as a cron expression says it. */
public final class Period {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final long MINUTES_OF_AN_HOUR = 60;
    private static final long HOURS_OF_A_DAY = 24;

    private Period() {}

    /** Parses {@code 60s}, {@code 2m}, {@code 1h}. */
    static Duration parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration period = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            if (isRegular(period)) {
                return period;
            }
        }
        throw new BadArguments("%s takes whole minutes or hours that divide the hour or the day, at least 60s"
                .formatted(option) + " (60s, 2m, 5m, 15m, 1h, ...), not '" + text + "'");
    }

    /** Whether a cron expression can say it: the same distance across the end of an hour or a day. */
    private static boolean isRegular(Duration period) {
        if (!period.isPositive() || period.toSecondsPart() != 0) {
            return false;
        }
        long minutes = period.toMinutes();
        return minutes < MINUTES_OF_AN_HOUR
                ? MINUTES_OF_AN_HOUR % minutes == 0
                : period.toMinutesPart() == 0 && period.toHours() <= HOURS_OF_A_DAY
                        && HOURS_OF_A_DAY % period.toHours() == 0;
    }

    /** Quartz's form, with seconds: {@code 0 0/5 * * * ?}. */
    public static String cron(Duration period) {
        long minutes = period.toMinutes();
        if (minutes < MINUTES_OF_AN_HOUR) {
            return "0 0/" + minutes + " * * * ?";
        }
        return period.toHours() == HOURS_OF_A_DAY ? "0 0 0 * * ?" : "0 0 0/" + period.toHours() + " * * ?";
    }
}
