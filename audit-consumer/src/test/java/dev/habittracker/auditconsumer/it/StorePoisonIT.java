package dev.habittracker.auditconsumer.it;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.ship.TailSettings;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.auditconsumer.it.LinesOfFile.recorded;
import static dev.habittracker.auditconsumer.it.StoreStand.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** What is no ordinary record: kept as far as it can be, in the dead letters where it cannot, and never in the way of others. */
@DevStack({Part.KAFKA, Part.POSTGRES})
class StorePoisonIT {

    private static final byte[] GOOD = Recorded.line(7);

    @TempDir
    private Path folder = Path.of("");

    private final StoreStand stand;

    StorePoisonIT(StackSlice slice) {
        stand = new StoreStand(slice);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void store_linesThatAreNoOrdinaryRecords_areKeptWholeWithWhatTheyAre() throws Exception {
        byte[] nul = text(
                """
                        {"time":"2026-11-24T05:00:00Z","type":"request","request":{"id":"1","path":"a","data":{"k\\u0000":"\\u0000"}}}""");
        byte[] number = text(
                """
                        {"time":"2026-11-24T05:00:01Z","type":"request","request":{"id":"2","path":"b","data":{"k":1e999999999}}}""");
        byte[] surrogate = text(
                """
                        {"time":"2026-11-24T05:00:02Z","type":"request","request":{"id":"3","path":"c","data":{"\\ud800":1}}}""");
        byte[] half = Arrays.copyOf(Recorded.line(9), 700);
        byte[] notUtf8 = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
        byte[] zeros = new byte[100];
        byte[] deep = text("[".repeat(100_000));
        byte[] long1 = text(
                "{\"time\":\"2026-11-24T05:00:03Z\",\"type\":\"request\",\"request\":{\"id\":\"4\",\"path\":"
                        + "\"d\",\"data\":{\"" + "k".repeat(1_500_000) + "\":1}}}");
        byte[] longPath = text("{\"time\":\"2026-11-24T05:00:04Z\",\"type\":\"request\",\"request\":{\"id\":\""
                + "i".repeat(5_000) + "\",\"path\":\"" + "\u00fc".repeat(20_000) + "\"}}");
        List<byte[]> lines = List.of(GOOD, nul, number, surrogate, text("no JSON at all"), new byte[0], half,
                Recorded.glued(), notUtf8, zeros, deep, long1, longPath, GOOD);
        Path file = folder.resolve("audit.log");
        Files.write(file, joined(lines));
        RunningStore store = stand.startStore();

        try (Tail tail = tail(file)) {
            tail.start();
            List<byte[]> whole = new ArrayList<>(lines);
            whole.remove(long1);
            whole.remove(deep);
            stand.awaitStored(whole);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stand.jdbc().sql("""
                    select string_agg(raw, ''::bytea order by chunk) from audit_chunk
                     group by file_id, line_start having count(*) = max(chunks)""").query(byte[].class).list())
                    .extracting(Sha256::of).containsExactlyInAnyOrder(Sha256.of(long1), Sha256.of(deep)));
        }

        assertThat(states()).isEqualTo(Map.of("PARSED", 5L, "UNREADABLE", 6L, "FRAGMENT", 1L, "SALVAGED", 1L, "HEAD",
                2L));
        assertThat(stand.jdbc().sql("select record #>> '{request,data}' from audit_record where path = 'a'")
                .query(String.class).single()).as("U+0000 is shown as its symbol").contains("\u2400");
        assertThat(stand.jdbc().sql("select state from audit_record where path = 'd'").query(String.class).single())
                .isEqualTo("HEAD");
        assertThat(store.status().deadLetters()).isZero();
    }

    @Test
    void store_messagesThatNameNoLine_goWholeToTheDeadLettersAndTheOthersAreStored() {
        RunningStore store = stand.startStore();
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 5));
        stand.send(lines);
        Header file = header("audit-file", "17-" + Sha256.of(GOOD).hex());
        sendForeign("no headers", GOOD);
        sendForeign("no value", null, file);
        sendForeign("bad number", GOOD, header("audit-node", "n"), header("audit-device", "d"), file,
                header("audit-start", "x"), header("audit-end", "9"), header("audit-sha256", Sha256.of(GOOD).hex()),
                header("audit-chunk", "0"), header("audit-chunks", "1"));
        sendForeign("no chunk", GOOD, header("audit-node", "n"), header("audit-device", "d"), file,
                header("audit-start", "0"), header("audit-end", "9"), header("audit-sha256", Sha256.of(GOOD).hex()),
                header("audit-chunk", "7"), header("audit-chunks", "1"));
        LinesOfFile more = lines.then(recorded(5, 10));
        stand.send(more);

        stand.awaitStored(LinesOfFile.joined(lines, more));
        await().atMost(PATIENCE).until(() -> store.status().deadLetters() == 4);
        assertThat(letters()).extracting(ConsumerRecord::key, letter -> Topics.header(letter, "dead-letter-reason"))
                .containsExactlyInAnyOrder(
                        tuple("no headers", "the header audit-file is missing"),
                        tuple("no value", "the message has no value"),
                        tuple("bad number", "the header audit-start is no number: x"),
                        tuple("no chunk", "no chunk 7 of 1"));
        assertThat(letters()).filteredOn(letter -> letter.value() != null).allSatisfy(
                letter -> assertThat(letter.value()).isEqualTo(GOOD));
        assertThat(notedOffsets()).containsExactlyInAnyOrderElementsOf(letters().stream()
                .map(letter -> Topics.header(letter, "dead-letter-partition") + "@"
                        + Topics.header(letter, "dead-letter-offset"))
                .toList());
    }

    @Test
    void store_oneLineAmongManyThatTheDatabaseRefuses_isTheOnlyDeadLetter() {
        stand.jdbc().sql("alter table audit_record add constraint refused check (request_id <> 'poison')").update();
        byte[] poison = text("""
                {"time":"2026-11-24T05:00:00Z","type":"request","request":{"id":"poison","path":"a"}}""");
        List<byte[]> lines = new ArrayList<>(recorded(0, 99));
        lines.add(61, poison);
        stand.send(LinesOfFile.of(1, lines));
        RunningStore store = stand.startStore();

        stand.awaitStored(recorded(0, 99));
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(Topics.header(letter, "dead-letter-offset")).isEqualTo("61");
            assertThat(Topics.header(letter, "dead-letter-reason"))
                    .isEqualTo("PostgreSQL refuses the content with SQLSTATE 23514");
            assertThat(Topics.header(letter, "audit-sha256")).isEqualTo(Sha256.of(poison).hex());
        });
        assertThat(store.status().deadLetters()).isEqualTo(1);
        assertThat(store.status().failure()).isEmpty();
    }

    @Test
    void store_deathBetweenTheLetterAndItsNote_notesItOnceInTheEnd() {
        stand.jdbc().sql("""
                create sequence attempts;
                create function fail_once() returns trigger language plpgsql as $$
                begin
                    if nextval('attempts') = 1 then
                        raise exception 'as if the connection had been lost at the commit' using errcode = '08006';
                    end if;
                    return new;
                end $$;
                create constraint trigger fail_once after insert on audit_dead_letter deferrable initially deferred
                    for each row execute function fail_once()
                """).update();
        RunningStore store = stand.startStore();
        sendForeign("no headers", GOOD);
        LinesOfFile lines = LinesOfFile.of(1, recorded(0, 5));
        stand.send(lines);

        stand.awaitStored(lines.lines());
        await().atMost(PATIENCE).until(() -> store.status().deadLetters() == 1);
        assertThat(notedOffsets()).hasSize(1);
        assertThat(letters()).as("the letter of the attempt that died, and the one that was noted").hasSize(2)
                .extracting(letter -> Topics.header(letter, "dead-letter-offset")).containsOnly("0");
    }

    private Tail tail(Path file) {
        return new Tail(new Source("node1", "file"), new AuditDirectory(file), stand.log(),
                new TailSettings(Duration.ofMillis(20), StoreStand.CHUNK, 256 * 1024, Duration.ofMillis(200),
                        Duration.ofMillis(200)),
                new TailStatus(), Clock.systemUTC());
    }

    private Map<String, Long> states() {
        Map<String, Long> states = new HashMap<>();
        stand.jdbc().sql("select state, count(*) from audit_record group by state").query(
                (row, number) -> states.put(row.getString(1), row.getLong(2))).list();
        return states;
    }

    private List<ConsumerRecord<String, byte[]>> letters() {
        return Topics.read(stand.servers(), stand.kafka().names().auditDeadLetters());
    }

    private List<String> notedOffsets() {
        return stand.jdbc().sql("select partition_no || '@' || message from audit_dead_letter")
                .query((row, number) -> row.getString(1)).list();
    }

    /** A message that no tail sends. */
    private void sendForeign(String key, byte @Nullable [] value, Header... headers) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(stand.common(), new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(stand.kafka().names().auditRecords(), null, key, value,
                    List.of(headers)));
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, text(value));
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines.forEach(line -> {
            out.writeBytes(line);
            out.write('\n');
        });
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
