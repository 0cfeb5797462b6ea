package dev.habittracker.devstack.drill;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.load.Instance;
import dev.habittracker.devstack.pipeline.Pipeline;

/** The drill on a pipeline that runs already. */
public final class DrillRun {

    private DrillRun() {}

    /**
     * Puts clients on all instances and changes keys under that load.
     *
     * @param progress told one line per change of keys
     */
    public static DrillResult on(Pipeline pipeline, int rotations, int clients, Consumer<String> progress) {
        List<Instance> instances = pipeline.services("habit-api").stream()
                .map(service -> new Instance(service.spec().name(), service.spec().url())).toList();
        String metadata = pipeline.placement().mount() + "/metadata/" + pipeline.placement().path();
        Clock clock = Clock.systemUTC();
        var conductor = new Conductor(new KeyringApi(pipeline.keyring(), pipeline.operatorToken()), pipeline.vault(),
                metadata, instances.size(), clock);
        Report report = new Drill(instances, conductor, pipeline.times(), clock, progress).run(rotations, clients);
        return new DrillResult(report.passed(), ReportText.render(report), ReportJson.render(report));
    }
}
