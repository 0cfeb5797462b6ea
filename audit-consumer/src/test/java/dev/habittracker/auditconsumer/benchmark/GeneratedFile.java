package dev.habittracker.auditconsumer.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

/**
 * An audit file whose lines are a KV read's response as OpenBao 2.7.2 writes it, 1.5 kB each, with times over one day, pairs
 * of request ids, 1,000 paths, 50 tokens, and hashes that do not compress better than real ones.
 */
final class GeneratedFile {

    private static final int PATHS = 1_000;
    private static final int TOKENS = 50;
    private static final Instant DAY = Instant.parse("2026-11-24T00:00:00Z");
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int LINE_BYTES = 1_500;

    private final Random random = new Random(42);

    /** Writes lines; returns how many bytes the file has. */
    long write(Path file, int lines) throws IOException {
        String[] tokens = new String[TOKENS];
        String[] accessors = new String[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = hash();
            accessors[i] = hash();
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int i = 0; i < lines; i++) {
                int token = random.nextInt(TOKENS);
                Instant time = DAY.plusNanos(DAY_MICROS / lines * i * 1_000 + random.nextInt(1_000));
                String line = """
                        {"time":"%s","type":"%s","auth":{"client_token":"%s","accessor":"%s","display_name":"approle",\
                        "policies":["default","habit-api"],"token_policies":["default","habit-api"],"policy_results":\
                        {"allowed":true,"granting_policies":[{"name":"habit-api","namespace_id":"root","type":"acl"}]},\
                        "metadata":{"role_name":"habit-api"},"entity_id":"%08x-0000-4000-8000-000000000000",\
                        "token_type":"service","token_ttl":3600,"token_issue_time":"2026-11-24T00:00:00Z"},"request":\
                        {"id":"%s","client_id":"%08x","operation":"read","mount_point":"secret/","mount_type":"kv",\
                        "mount_accessor":"kv_02e688ee","client_token":"%s","client_token_accessor":"%s","namespace":\
                        {"id":"root"},"path":"secret/data/app/%03d","remote_address":"10.0.0.%d","remote_port":35852}"""
                        .formatted(time, i % 2 == 0 ? "request" : "response", tokens[token], accessors[token], token,
                                requestId(i / 2), token, tokens[token], accessors[token], random.nextInt(PATHS),
                                token + 1);
                String secret = ",\"response\":{\"mount_point\":\"secret/\",\"data\":{\"data\":{\"password\":\""
                        + hash()
                        + "\"},\"metadata\":{\"version\":7,\"padding\":\"";
                int padding = Math.max(0, LINE_BYTES - line.length() - secret.length() - 5);
                out.write((line + secret + hex(padding) + "\"}}}}\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.size(file);
    }

    private static String requestId(int number) {
        return "%08x-1111-4222-8333-%012x".formatted(number * 0x9E3779B9, number);
    }

    private String hash() {
        return "hmac-sha256:" + hex(64);
    }

    private String hex(int digits) {
        byte[] bytes = new byte[(digits + 1) / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).substring(0, digits);
    }
}
