package dev.habittracker.simulation.world;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.simulation.engine.Dice;

/// Keys from dice: real HMAC keys that nobody should use. Public-key ones come from a handful made once.
public final class QuickMint implements KeyMint {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int SECRET_CHARACTERS = 43;
    private static final int KID_CHARACTERS = 6;

    /// Made when first asked for, since making them takes long; no decision depends on what a public key is.
    private static final Map<SigningAlgorithm, List<KeyMaterial>> SUPPLY = new ConcurrentHashMap<>();
    private static final int SUPPLIED = 6;

    private final Dice dice;
    private int made;

    /// @param dice where the keys come from
    public QuickMint(Dice dice) {
        this.dice = dice;
    }

    @Override
    public KeyMaterial material(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> KeyMaterial.ofSecretText(algorithm, text(SECRET_CHARACTERS));
            case ES256, EdDSA, RS256 -> SUPPLY.computeIfAbsent(algorithm, QuickMint::supply).get(made++ % SUPPLIED);
        };
    }

    private static List<KeyMaterial> supply(SigningAlgorithm algorithm) {
        return Stream.generate(() -> new SecureKeyMint().material(algorithm)).limit(SUPPLIED).toList();
    }

    /// A secret as a hand puts it, shorter than its algorithm demands where asked for.
    public KeyMaterial byHand(boolean tooShort) {
        return KeyMaterial.ofSecretText(SigningAlgorithm.HS256, text(tooShort ? 12 : SECRET_CHARACTERS));
    }

    @Override
    public Kid kid(long epoch, long version) {
        return new Kid(epoch, version, text(KID_CHARACTERS));
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(BASE64URL.charAt(dice.nextInt(BASE64URL.length())));
        }
        return text.toString();
    }
}
