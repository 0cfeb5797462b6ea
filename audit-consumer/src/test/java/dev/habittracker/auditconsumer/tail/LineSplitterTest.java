package dev.habittracker.auditconsumer.tail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.tail.ScannedLine.Held;
import dev.habittracker.auditconsumer.tail.ScannedLine.Oversized;

import static org.assertj.core.api.Assertions.assertThat;

class LineSplitterTest {

    @Test
    void feed_recordedFileInPiecesOfAnySize_givesItsLinesAndEveryEndIsTheNextStart() {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            LineSplitter splitter = new LineSplitter(0, 1 << 20);
            List<ScannedLine> lines = new ArrayList<>();
            ByteBuffer file = ByteBuffer.wrap(Recorded.file());
            while (file.hasRemaining()) {
                int length = Math.min(file.remaining(), 1 + random.nextInt(5_000));
                splitter.feed(file.slice(file.position(), length), lines::add);
                file.position(file.position() + length);
            }

            assertThat(lines).as("seed %d", seed).extracting(line -> ((Held) line).bytes())
                    .containsExactlyElementsOf(Recorded.lines());
            long end = 0;
            for (ScannedLine line : lines) {
                assertThat(line.start()).isEqualTo(end);
                assertThat(line.sha256()).isEqualTo(Sha256.of(((Held) line).bytes()));
                end = line.end();
            }
            assertThat(end).isEqualTo(Recorded.file().length).isEqualTo(splitter.lineStart());
        }
    }

    @Test
    void feed_bytesBehindTheLastNewline_waitForTheirEnd() {
        LineSplitter splitter = new LineSplitter(100, 1_000);
        List<ScannedLine> lines = new ArrayList<>();

        splitter.feed(bytes("one\ntw"), lines::add);
        assertThat(lines).hasSize(1);
        assertThat(splitter.lineStart()).isEqualTo(104);
        assertThat(splitter.scanned()).isEqualTo(106);

        splitter.feed(bytes("o\n"), lines::add);
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).satisfies(line -> {
            assertThat(line.start()).isEqualTo(104);
            assertThat(line.end()).isEqualTo(108);
            assertThat(((Held) line).bytes()).asString(StandardCharsets.UTF_8).isEqualTo("two");
        });
    }

    @Test
    void feed_lineLongerThanTheLimit_isNotHeldButItsDigestIsRight() {
        LineSplitter splitter = new LineSplitter(0, 10);
        List<ScannedLine> lines = new ArrayList<>();

        splitter.feed(bytes("0123456789\n01234"), lines::add);
        splitter.feed(bytes("567890"), lines::add);
        splitter.feed(bytes("\nshort\n"), lines::add);

        assertThat(lines).hasExactlyElementsOfTypes(Held.class, Oversized.class, Held.class);
        assertThat(lines.get(1))
                .isEqualTo(new Oversized(11, 23, 11, Sha256.of("01234567890".getBytes(StandardCharsets.UTF_8))));
        assertThat(((Held) lines.get(2)).bytes()).asString(StandardCharsets.UTF_8).isEqualTo("short");
    }

    @Test
    void finish_fileThatEndsWithoutANewline_givesTheRest() {
        LineSplitter splitter = new LineSplitter(0, 10);
        splitter.feed(bytes("one\ntwo"), line -> assertThat(line.end()).isEqualTo(4));

        assertThat(splitter.finish()).get().satisfies(line -> {
            assertThat(line.start()).isEqualTo(4);
            assertThat(line.end()).isEqualTo(7);
            assertThat(line.length()).isEqualTo(3);
        });
        assertThat(splitter.finish()).isEmpty();
    }

    @Test
    void feed_emptyLines_areLines() {
        LineSplitter splitter = new LineSplitter(0, 10);
        List<ScannedLine> lines = new ArrayList<>();

        splitter.feed(bytes("\n\n"), lines::add);

        assertThat(lines).extracting(ScannedLine::length).containsExactly(0L, 0L);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
