package dev.habittracker.auditconsumer.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Which days' partitions are to be made and dropped. Days are those of UTC. A day is dropped once its last moment is older
 * than the retention, so that every record is kept at least so long, and at most a day longer.
 *
 * @param create days that have none yet
 * @param drop days that are over, oldest first
 * @param keptFrom records of before this are not kept; {@link Instant#MIN} if all are
 */
public record PartitionPlan(List<LocalDate> create, List<LocalDate> drop, Instant keptFrom) {

    /**
     * Decides.
     *
     * @param existing days that have a partition
     * @param now the time
     * @param ahead so many days after today get theirs before they begin
     * @param retention how long records are kept; null for ever
     * @param keptBefore what was decided before: what was given up stays so, also where the retention was raised
     */
    public static PartitionPlan of(
            Collection<LocalDate> existing,
            Instant now,
            int ahead,
            @Nullable Duration retention,
            Instant keptBefore) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant wanted = retention == null
                ? Instant.MIN
                : startOf(LocalDate.ofInstant(now.minus(retention),
                        ZoneOffset.UTC));
        Instant keptFrom = wanted.isAfter(keptBefore) ? wanted : keptBefore;
        return new PartitionPlan(
                IntStream.rangeClosed(0, ahead).mapToObj(today::plusDays).filter(day -> !existing.contains(day))
                        .toList(),
                existing.stream().filter(day -> startOf(day).isBefore(keptFrom)).sorted().toList(), keptFrom);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
