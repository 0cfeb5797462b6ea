package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.KeyringView.Refresh;
import dev.habittracker.keyring.follow.Moment;

/// Waits for reads of the store on behalf of tokens, within bounds: of time for each, and of number for those that anybody
/// can forge, so that a flood of them holds no more threads than this.
final class StorePatience {

    /// How many tokens that nothing vouches for may wait at once.
    static final int UNVOUCHED_LIMIT = 64;

    private static final Duration INSTANT = Duration.ofNanos(1);

    private final KeyringView view;
    private final Duration longest;
    private final Semaphore unvouched = new Semaphore(UNVOUCHED_LIMIT);

    StorePatience(KeyringView view, Duration longest) {
        this.view = view;
        this.longest = longest;
    }

    /// Waits for the next read for a token's sake.
    ///
    /// @param after the read that was waited for before; `null` for none
    /// @return how the read came out; `null` where there is no time left to wait, or no place
    @Nullable
    Refresh await(Moment arrived, @Nullable Refresh after, boolean vouched) {
        if (!vouched && !unvouched.tryAcquire()) {
            return null;
        }
        try {
            Duration left = longest.minus(view.now().waitedSince(arrived));
            return left.isPositive() ? await(after == null ? arrived : after.started().plus(INSTANT), left) : null;
        } finally {
            if (!vouched) {
                unvouched.release();
            }
        }
    }

    private @Nullable Refresh await(Moment since, Duration left) {
        try {
            return view.refreshAfter(since).get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a view's refresh must not fail exceptionally", e.getCause());
        }
    }
}
