package dev.habittracker.rotator.reconcile;

import dev.habittracker.rotator.scene.Story;

class MemoryHistoryTest extends HistoryContract {

    private final History history = new MemoryHistory();

    @Override
    protected History history() {
        return history;
    }

    @Override
    protected String keyring() {
        return Story.KEYRING;
    }
}
