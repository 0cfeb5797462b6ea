package dev.habittracker.auditconsumer.web;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.FoundRecord;
import dev.habittracker.auditconsumer.query.FoundRecord.Origin;

import static org.assertj.core.api.Assertions.assertThat;

class CsvLineTest {

    @Test
    void line_hasAFieldForEachOfTheHeader() {
        assertThat(CsvLine.of(record("secret/data/a", null)).split(",", -1))
                .hasSameSizeAs(CsvLine.HEADER.split(","));
    }

    @Test
    void text_withACommaOrAQuote_isQuoted() {
        assertThat(CsvLine.of(record("a,\"b\"", null))).contains(",\"a,\"\"b\"\"\",");
    }

    @Test
    void text_thatASpreadsheetWouldTakeForAFormula_beginsWithAnApostrophe() {
        assertThat(CsvLine.of(record("=cmd|' /C calc'!A0", "1 error occurred:\n\t* permission denied")))
                .contains(",'=cmd|' /C calc'!A0,", ",\"1 error occurred:\n\t* permission denied\",");
    }

    private static FoundRecord record(String path, @Nullable String error) {
        return new FoundRecord(new Cursor(Instant.EPOCH, 1), "PARSED", null, Instant.EPOCH, "request", "id", "read",
                path, null, null, null, null, null, null, null, List.of("a", "b"), null, error, null, null,
                new Origin("n", "d", "f", 0, 1, "0"), null);
    }
}
