package dev.habittracker.keyring.ring;

import java.math.BigInteger;
import java.security.spec.EdECPoint;
import java.util.Arrays;

/// A point of Ed25519 as 32 bytes: y, little-endian, the sign of x in the highest bit (RFC 8032 section 5.1.2).
public final class Ed25519Point {

    private static final int LENGTH = 32;
    private static final int SIGN_BIT = 0x80;

    private Ed25519Point() {}

    /// The point's 32 bytes.
    public static byte[] encode(EdECPoint point) {
        byte[] bigEndian = point.getY().toByteArray();
        byte[] encoded = new byte[LENGTH];
        for (int i = 0; i < Math.min(LENGTH, bigEndian.length); i++) {
            encoded[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (point.isXOdd()) {
            encoded[LENGTH - 1] |= (byte) SIGN_BIT;
        }
        return encoded;
    }

    /// The point that 32 bytes stand for.
    ///
    /// @throws IllegalArgumentException where they are not 32
    public static EdECPoint decode(byte[] encoded) {
        if (encoded.length != LENGTH) {
            throw new IllegalArgumentException("a point of Ed25519 has " + LENGTH + " bytes, not " + encoded.length);
        }
        byte[] bigEndian = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bigEndian[i] = encoded[LENGTH - 1 - i];
        }
        boolean xOdd = (bigEndian[0] & SIGN_BIT) != 0;
        bigEndian[0] &= (byte) ~SIGN_BIT;
        BigInteger y = new BigInteger(1, Arrays.copyOf(bigEndian, LENGTH));
        return new EdECPoint(xOdd, y);
    }
}
