package dev.habittracker.auditconsumer.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import dev.habittracker.auditconsumer.store.Fact.Kind;
import dev.habittracker.auditconsumer.store.Row.PartRow;

/** What of storing is worth telling. */
public final class StoreFacts {

    private StoreFacts() {}

    /**
     * Of a batch.
     *
     * @param intake what it brought
     * @param newAfterAll how many rows that might have been repeated were new, of each file
     */
    public static List<Fact> of(Intake intake, ToLongFunction<FileRef> newAfterAll, Instant now) {
        List<Fact> facts = new ArrayList<>();
        intake.holes().forEach(hole -> facts.add(new Fact(Kind.HOLE, now, hole.file(), hole.from(), hole.to(), null,
                "lines before this one have not come: if they are in the dead letters or deleted from the topic, other"
                        + " facts say so",
                null)));
        byFile(intake.perhapsRepeated()).forEach((file, parts) -> {
            long repeated = parts.size() - newAfterAll.applyAsLong(file);
            if (repeated > 0) {
                facts.add(new Fact(Kind.REPEATED, now, file, start(parts), end(parts), repeated,
                        "lines that were stored came again and were left alone", null));
            }
        });
        byFile(intake.expired()).forEach((file, parts) -> facts.add(new Fact(Kind.EXPIRED, now, file, start(parts),
                end(parts), (long) parts.size(), "records are older than the retention and were left out", null)));
        return facts;
    }

    /** Of a message that is in the dead letters. */
    public static Fact deadLetter(Incoming message, String reason, Instant now) {
        String where = message.place().topic() + "-" + message.place().partition() + "@" + message.offset();
        String same = "dead letter " + message.place().topicId() + "/" + message.place().partition() + "/"
                + message.offset();
        return switch (message) {
            case Incoming.Line line -> new Fact(Kind.DEAD_LETTER, now,
                    new FileRef(line.line().source(), line.line().file()), line.line().start(), line.line().end(), 1L,
                    where + ": " + reason, same);
            case Incoming.Malformed malformed ->
                new Fact(Kind.DEAD_LETTER, now, null, null, null, 1L, where + ": " + malformed.reason(), same);
        };
    }

    /** Of messages that the topic deleted before they were stored. */
    public static Fact topicGap(Place place, long from, long to, Instant now) {
        return new Fact(Kind.TOPIC_GAP, now, null, null, null, null, place.topic() + "-" + place.partition()
                + ": messages from offset " + from + " to before " + to + " were deleted before they were stored",
                "gap " + place.topicId() + "/" + place.partition() + "/" + from);
    }

    private static Map<FileRef, List<PartRow>> byFile(List<PartRow> parts) {
        Map<FileRef, List<PartRow>> files = new LinkedHashMap<>();
        parts.forEach(part -> files.computeIfAbsent(FileRef.of(part), file -> new ArrayList<>()).add(part));
        return files;
    }

    private static long start(List<PartRow> parts) {
        return parts.stream().mapToLong(part -> part.line().start()).min().orElse(0);
    }

    private static long end(List<PartRow> parts) {
        return parts.stream().mapToLong(part -> part.line().end()).max().orElse(0);
    }
}
