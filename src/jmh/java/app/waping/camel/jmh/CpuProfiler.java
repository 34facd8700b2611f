package app.waping.camel.jmh;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import com.sun.management.OperatingSystemMXBean;

/** The CPU time that the whole process takes for one call: user and system, garbage collector and compiler too. */
public final class CpuProfiler implements InternalProfiler {
    /** Name of the result; microseconds per call. */
    static final String RESULT = "cpu.norm";

    private static final double NANOS_PER_MICRO = 1000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "CPU time of the process per call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long nanos = system.getProcessCpuTime() - before;
        long calls = result.getMetadata().getAllOps();
        double micros = calls == 0 ? Double.NaN : nanos / NANOS_PER_MICRO / calls;
        return List.of(new ScalarResult(RESULT, micros, "us/op", AggregationPolicy.AVG));
    }
}
