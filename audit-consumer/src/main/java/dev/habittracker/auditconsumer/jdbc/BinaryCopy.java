package dev.habittracker.auditconsumer.jdbc;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Rows for PostgreSQL's COPY in its binary form, which needs no escapes and half the bytes of text where the rows hold
 * bytes (PostgreSQL's documentation, COPY, "Binary Format"). The fields of a row are written in the order of the columns.
 */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int BUFFER = 64 * 1024;
    private static final int NULL = -1;
    private static final int END = -1;
    private static final int TEXT_OID = 25;
    private static final byte JSONB_VERSION = 1;

    private final DataOutputStream out;

    private BinaryCopy(DataOutputStream out) {
        this.out = out;
    }

    /** Writes rows. */
    interface Rows {

        /** Writes all of them. */
        void write(BinaryCopy copy) throws IOException;
    }

    /**
     * Copies rows into a table.
     *
     * @param connection within a transaction
     * @param target table and columns, such as {@code audit_record (id, time)}
     */
    static void into(Connection connection, String target, Rows rows) throws SQLException {
        PGCopyOutputStream copy = new PGCopyOutputStream(connection.unwrap(PGConnection.class),
                "copy " + target + " from stdin (format binary)", BUFFER);
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(copy, BUFFER));
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            rows.write(new BinaryCopy(out));
            out.writeShort(END);
            out.flush();
            copy.endCopy();
        } catch (IOException e) {
            cancel(copy);
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException("COPY was interrupted", e);
        } catch (RuntimeException e) {
            cancel(copy);
            throw e;
        }
    }

    private static void cancel(PGCopyOutputStream copy) throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    void row(int fields) throws IOException {
        out.writeShort(fields);
    }

    void int8(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    void int4(@Nullable Integer value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        }
    }

    void bool(@Nullable Boolean value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(1);
            out.writeBoolean(value);
        }
    }

    void time(Instant rounded) throws IOException {
        int8(PostgresTime.binary(rounded));
    }

    void bytes(byte @Nullable [] value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else {
            out.writeInt(value.length);
            out.write(value);
        }
    }

    void text(@Nullable String value) throws IOException {
        bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    void jsonb(@Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
        } else {
            byte[] json = value.getBytes(StandardCharsets.UTF_8);
            out.writeInt(1 + json.length);
            out.writeByte(JSONB_VERSION);
            out.write(json);
        }
    }

    /** One dimension, counted from 1; an array without elements has none. */
    void texts(List<String> values) throws IOException {
        List<byte[]> encoded = values.stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
        int dimension = encoded.isEmpty() ? 0 : 2 * Integer.BYTES;
        out.writeInt(3 * Integer.BYTES + dimension
                + encoded.stream().mapToInt(value -> Integer.BYTES + value.length).sum());
        out.writeInt(encoded.isEmpty() ? 0 : 1);
        out.writeInt(0);
        out.writeInt(TEXT_OID);
        if (!encoded.isEmpty()) {
            out.writeInt(encoded.size());
            out.writeInt(1);
        }
        for (byte[] value : encoded) {
            bytes(value);
        }
    }
}
