package app.waping.camel.load;

import java.time.LocalDate;

/**
 * Pits ways to send against each other on the same kind of server and prints one table. Each run has a server of its own
 * in this process; runs follow each other, so that none takes the processor from another.
 *
 * <p>Arguments: a part of the scenarios' titles, such as {@code live}, or {@code waiting} for the memory alone; a regular
 * expression of the contenders' names, such as {@code GATE}. Without arguments everything, in about 40 minutes.
 */
public final class LoadMain {
    private LoadMain() {}

    public static void main(String[] args) throws Exception {
        String part = args.length == 0 ? "" : args[0];
        String who = args.length < 2 ? ".*" : args[1];
        print("Measured " + LocalDate.now() + ", Java " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".\n");
        if (!part.equals("waiting")) {
            for (Contender contender : Contender.values()) {
                if (contender.name().matches(who)) {
                    new Run(Scenario.WARM_UP, contender).measure();
                }
            }
            print(Result.header());
            for (Scenario scenario : Scenario.all()) {
                for (Contender contender : Contender.values()) {
                    if (scenario.title().contains(part) && contender.name().matches(who)) {
                        print(new Run(scenario, contender).measure().row());
                    }
                }
            }
        }
        if (part.isEmpty() || part.equals("waiting")) {
            print("\n" + new WaitingMemory().measure());
        }
        System.exit(0);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
