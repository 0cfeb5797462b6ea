package dev.habittracker.devstack.pipeline;

/**
 * A pipeline that is stopped when it is closed, and when this JVM is told to end (Ctrl-C, SIGTERM). Ended while it is still starting, the
 * processes end a few seconds after this JVM, like those of a JVM that is killed.
 */
public final class RunningPipeline implements AutoCloseable {

    private final Pipeline pipeline;
    private final Thread onExit;

    private RunningPipeline(Pipeline pipeline, Thread onExit) {
        this.pipeline = pipeline;
        this.onExit = onExit;
    }

    public static RunningPipeline start(PipelineSettings settings, Progress progress) {
        Pipeline started = Pipeline.start(settings, progress);
        Thread onExit = new Thread(() -> stop(started, progress), "stop-pipeline");
        Runtime.getRuntime().addShutdownHook(onExit);
        return new RunningPipeline(started, onExit);
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyEnding) {
            return;
        }
        pipeline.close();
    }

    private static void stop(Pipeline pipeline, Progress progress) {
        progress.line("\nStopping ...");
        pipeline.close();
        progress.line("Stopped.");
    }
}
