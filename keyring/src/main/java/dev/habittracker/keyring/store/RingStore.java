package dev.habittracker.keyring.store;

import dev.habittracker.keyring.ring.Ring;

/// Where a ring is kept: one secret whose versions count up from 1, written by check-and-set.
///
/// Every call is one attempt and blocks until it is answered; whoever calls decides whether to repeat it.
public interface RingStore {

    /// Reads the newest version. Where a bare secret stands over a ring, the ring below is found too.
    ///
    /// @throws StoreException where no answer could be had
    StoreReading read();

    /// Asks which version is the newest, without reading it.
    ///
    /// @throws StoreException where no answer could be had
    StoreMetadata metadata();

    /// Writes a ring as the next version, if `expected` is the newest one. Makes the store refuse writes without
    /// check-and-set from then on.
    ///
    /// @param ring     the ring; its version must be `expected + 1`
    /// @param expected the newest version, as read; 0 where there is none
    /// @throws StoreException where no answer could be had; the write may have been done all the same
    StoreWrite write(Ring ring, long expected);

    /// Destroys every version below one, for good. Repeating it does no harm; nor does being late: where the newest version
    /// is itself below, a backup was restored since this was decided, and nothing is destroyed.
    ///
    /// @throws StoreException where no answer could be had, or some were not destroyed
    void destroyBelow(long version);

    /// Brings back the newest version after a soft delete.
    ///
    /// @throws StoreException where no answer could be had
    void undelete(long version);
}
