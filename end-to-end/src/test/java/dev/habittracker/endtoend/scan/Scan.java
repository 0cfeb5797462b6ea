package dev.habittracker.endtoend.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Looks for needles in haystacks.
public final class Scan {

    private final Collection<Needle> needles;

    Scan(Collection<Needle> needles) {
        this.needles = List.copyOf(needles);
    }

    /// All finds, each once for a place and a needle.
    List<Find> of(Haystack... haystacks) throws Exception {
        Set<Find> finds = new LinkedHashSet<>();
        for (Haystack haystack : haystacks) {
            haystack.forEach((where, text) -> needles.stream().filter(needle -> needle.isIn(text))
                    .forEach(needle -> finds.add(new Find(where, needle.name()))));
        }
        return new ArrayList<>(finds);
    }
}
