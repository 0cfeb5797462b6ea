package dev.habittracker.auditconsumer.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.auditconsumer.record.LinePart.State;

import static org.assertj.core.api.Assertions.assertThat;

class LineParserTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void parse_everyRecordedLine_isOneRecordWithTimeTypeAndPath() {
        assertThat(Recorded.lines()).hasSize(99).allSatisfy(line -> {
            List<LinePart> parts = LineParser.parse(line);
            assertThat(parts).singleElement().satisfies(part -> {
                assertThat(part.state()).isEqualTo(State.PARSED);
                assertThat(part.to()).isEqualTo(line.length);
                assertThat(part.columns().hasTimeAndType()).isTrue();
                assertThat(part.columns().requestId()).isNotNull();
                assertThat(part.columns().path()).isNotNull();
            });
        });
    }

    @Test
    void parse_responseOfAKvRead_hasTheColumnsAndTheVersionThatWasHandedOut() {
        AuditRecord read = only(Recorded.line(8)).columns();

        assertThat(read.time()).isEqualTo(Instant.parse("2026-11-24T05:36:50.716403716Z"));
        assertThat(read.type()).isEqualTo("response");
        assertThat(read.requestId()).isEqualTo("eddbd322-5881-c8de-94be-106f9a27e5bc");
        assertThat(read.operation()).isEqualTo("read");
        assertThat(read.path()).isEqualTo("secret/data/app/db");
        assertThat(read.namespace()).isEqualTo("root");
        assertThat(read.mountPoint()).isEqualTo("secret/");
        assertThat(read.displayName()).isEqualTo("root");
        assertThat(read.accessor()).startsWith("hmac-sha256:fb9c643a30b3");
        assertThat(read.remoteAddress()).isEqualTo("127.0.0.1");
        assertThat(read.allowed()).isTrue();
        assertThat(read.error()).isNull();
        assertThat(read.secretVersion()).isEqualTo(1);
    }

    @Test
    void parse_deniedRead_hasErrorAndAllowedFalse() {
        AuditRecord denied = only(Recorded.line(29)).columns();

        assertThat(denied.allowed()).isFalse();
        assertThat(denied.error()).contains("permission denied");
        assertThat(denied.displayName()).isEqualTo("token-bob");
    }

    @Test
    void parse_loginByAppRole_hasEntityAndRoleName() {
        AuditRecord login = only(Recorded.line(54)).columns();

        assertThat(login.roleName()).isEqualTo("r");
        assertThat(login.entityId()).isEqualTo("35640e21-9719-6ac2-7764-50c650e4c308");
    }

    @Test
    void parse_keyThatHoldsU0000_isShownAsTheSymbolForNullInTheJson() {
        LinePart part = only(Recorded.line(82));

        assertThat(part.json()).contains("nul\u2400key").doesNotContain("\\u0000");
    }

    @Test
    void parse_numbersBeyondNumeric_areKeptAsText() {
        LinePart part = only(line("{\"time\":\"2026-01-01T00:00:00Z\",\"a\":1e+99999,\"b\":1e+300,\"c\":-12.5,\"d\":1"
                + "0".repeat(500) + "}"));

        JsonNode json = JSON.readTree(part.json());
        assertThat(json.get("a").isString()).isTrue();
        assertThat(json.get("b").isNumber()).isTrue();
        assertThat(json.get("c").isNumber()).isTrue();
        assertThat(json.get("d").isString()).isTrue();
    }

    @Test
    void parse_loneSurrogate_isReplaced() {
        assertThat(only(line("{\"a\":\"x\\ud800y\"}")).json()).isEqualTo("{\"a\":\"x\uFFFDy\"}");
    }

    @Test
    void parse_keyOfAMegabyte_isRead() {
        String key = "k".repeat(1 << 20);
        LinePart part = only(line("{\"request\":{\"data\":{\"" + key + "\":1},\"path\":\"p\"}}"));

        assertThat(part.state()).isEqualTo(State.PARSED);
        assertThat(part.columns().path()).isEqualTo("p");
    }

    @Test
    void parse_namesInsideOfAClientsData_areNotTakenForVaultsOwn() {
        AuditRecord columns = only(
                line("{\"request\":{\"data\":{\"path\":\"no\",\"request/path\":\"no\"},\"path/x\":\"no\"},"
                        + "\"request/path\":\"no\",\"list\":[{\"path\":\"no\"}]}"))
                .columns();

        assertThat(columns.path()).isNull();
    }

    @Test
    void parse_recordedFragmentWithAGluedRecord_salvagesTheRecordAndReportsTheLostOne() {
        byte[] line = Recorded.glued();

        List<LinePart> parts = LineParser.parse(line);

        assertThat(parts).extracting(LinePart::state).containsExactly(State.FRAGMENT, State.SALVAGED);
        assertTilesTheLine(parts, line);
        assertThat(parts.getFirst().columns().type()).isEqualTo("response");
        assertThat(parts.getFirst().columns().time()).isEqualTo(Instant.parse("2026-11-24T05:41:50.12801979Z"));
        assertThat(parts.getLast().columns().requestId()).isEqualTo("f174510a-febd-66a9-8b75-1dec06a8b756");
        assertThat(parts.getLast().columns().path()).isEqualTo("secret/data/cnt");
    }

    @Test
    void parse_anyRecordedLineBehindAnyCutOfAnother_isSalvaged() {
        long seed = 20261124L;
        Random random = new Random(seed);
        for (byte[] good : Recorded.lines()) {
            byte[] broken = Recorded.line(1 + random.nextInt(99));
            int cut = 1 + random.nextInt(broken.length - 1);
            byte[] line = concat(Arrays.copyOf(broken, cut), good);

            List<LinePart> parts = LineParser.parse(line);

            assertThat(parts).as("seed %d, cut %d", seed, cut).hasSize(2);
            assertTilesTheLine(parts, line);
            assertThat(parts.getLast().state()).isEqualTo(State.SALVAGED);
            assertThat(parts.getLast().from()).isEqualTo(cut);
            assertThat(parts.getLast().columns()).isEqualTo(only(good).columns());
        }
    }

    @Test
    void parse_fragmentThatEndsWithAWholeInnerObject_isNotTakenForARecord() {
        String fragment = "{\"time\":\"2026-01-01T00:00:00Z\",\"auth\":{\"policy_results\":{\"allowed\":true}";

        List<LinePart> parts = LineParser.parse(concat(line(fragment), Recorded.line(7)));

        assertThat(parts).extracting(LinePart::state).containsExactly(State.FRAGMENT, State.SALVAGED);
        assertThat(parts.getFirst().to()).isEqualTo(fragment.length());
    }

    @Test
    void parse_twoRecordsAndAFragmentBetweenThem_findsAllThree() {
        byte[] line = concat(concat(Recorded.line(7), Arrays.copyOf(Recorded.line(9), 50)), Recorded.line(8));

        List<LinePart> parts = LineParser.parse(line);

        assertThat(parts).extracting(LinePart::state).containsExactly(State.SALVAGED, State.FRAGMENT, State.SALVAGED);
        assertTilesTheLine(parts, line);
    }

    @Test
    void parse_whatIsNoRecord_isKeptAsUnreadableWithoutItsContentInTheReason() {
        assertThat(only(line("no json, secret-text"))).satisfies(part -> {
            assertThat(part.state()).isEqualTo(State.UNREADABLE);
            assertThat(part.json()).isNull();
            assertThat(part.remark()).doesNotContain("secret-text");
        });
        assertThat(only(line("[1]")).state()).isEqualTo(State.UNREADABLE);
        assertThat(only(line("{\"a\":1")).state()).isEqualTo(State.UNREADABLE);
        assertThat(only(line("{\"a\":")).state()).isEqualTo(State.UNREADABLE);
        assertThat(only(new byte[0]).remark()).isEqualTo("an empty line");
        assertThat(only(line("[".repeat(100_000))).state()).isEqualTo(State.UNREADABLE);
        assertThat(only(line("{\"a\":".repeat(100_000))).state()).isEqualTo(State.UNREADABLE);
    }

    @Test
    void head_ofALineInPieces_hasTheColumnsThatComeEarly() {
        LinePart head = LineParser.head(Arrays.copyOf(Recorded.line(8), 900));

        assertThat(head.state()).isEqualTo(State.HEAD);
        assertThat(head.columns().type()).isEqualTo("response");
        assertThat(head.columns().displayName()).isEqualTo("root");
        assertThat(head.columns().secretVersion()).isNull();
    }

    private static LinePart only(byte[] line) {
        List<LinePart> parts = LineParser.parse(line);
        assertThat(parts).hasSize(1);
        return parts.getFirst();
    }

    private static void assertTilesTheLine(List<LinePart> parts, byte[] line) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int position = 0;
        for (LinePart part : parts) {
            assertThat(part.from()).isEqualTo(position);
            joined.write(line, part.from(), part.to() - part.from());
            position = part.to();
        }
        assertThat(joined.toByteArray()).isEqualTo(line);
    }

    private static byte[] line(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
