package dev.habittracker.keyring.store;

import org.junit.jupiter.api.BeforeEach;

/// What every store does, whatever it is made of.
public abstract class RingStoreContract implements RingWritesContract, SecretsByHandContract, LostVersionsContract {

    private RingStore store;
    private SecretByHand hand;

    /// A store on a secret of which all trace is removed, as a fresh process has it.
    protected abstract RingStore freshStore();

    /// The same secret, by hand.
    protected abstract SecretByHand hand();

    @SuppressWarnings("NullAway.Init") // set before each test
    protected RingStoreContract() {}

    @BeforeEach
    void startFresh() {
        hand = hand();
        hand.deleteAll();
        store = freshStore();
    }

    @Override
    public RingStore store() {
        return store;
    }

    @Override
    public SecretByHand byHand() {
        return hand;
    }
}
