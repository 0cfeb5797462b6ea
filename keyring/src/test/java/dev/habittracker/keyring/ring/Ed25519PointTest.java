package dev.habittracker.keyring.ring;

import java.math.BigInteger;
import java.security.spec.EdECPoint;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Ed25519PointTest {

    // y of the base point is 4/5 modulo 2^255 - 19, and its x is even: 0x58 and then 31 times 0x66 (RFC 8032 section 5.1)
    private static final String BASE_POINT = "58" + "66".repeat(31);

    @Test
    void encode_theBasePoint_isLittleEndian() {
        BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        BigInteger y = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(prime)).mod(prime);

        assertThat(Ed25519Point.encode(new EdECPoint(false, y))).asHexString().isEqualToIgnoringCase(BASE_POINT);
        assertThat(Ed25519Point.encode(new EdECPoint(true, y))).asHexString()
                .isEqualToIgnoringCase(BASE_POINT.substring(0, 62) + "e6");
    }

    @Test
    void decode_signBitSet_isAnOddX() {
        EdECPoint point = Ed25519Point.decode(HexFormat.of().parseHex("01" + "00".repeat(30) + "80"));

        assertThat(point.isXOdd()).isTrue();
        assertThat(point.getY()).isEqualTo(BigInteger.ONE);
    }

    @Test
    void decode_signBitClear_isAnEvenX() {
        assertThat(Ed25519Point.decode(new byte[32]).isXOdd()).isFalse();
        assertThat(Ed25519Point.decode(new byte[32]).getY()).isEqualTo(BigInteger.ZERO);
    }

    @Test
    void decode_anotherLength_isRefused() {
        assertThatThrownBy(() -> Ed25519Point.decode(new byte[31])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a point of Ed25519 has 32 bytes, not 31");
        assertThatThrownBy(() -> Ed25519Point.decode(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }
}
