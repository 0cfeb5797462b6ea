package dev.habittracker.rotator.reconcile;

class MemoryTopicTest extends EventTopicContract {

    private final EventTopic topic = new MemoryTopic();

    @Override
    protected EventTopic topic() {
        return topic;
    }
}
