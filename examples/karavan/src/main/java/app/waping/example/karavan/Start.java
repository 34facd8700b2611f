package app.waping.example.karavan;

import org.apache.camel.main.Main;

import app.waping.camel.stub.WapingStub;

/** Runs the flows of this folder. Without an API key in the environment they send to a WAPing API in this process. */
public final class Start {
    private Start() {}

    public static void main(String[] args) throws Exception {
        Main main = flows();
        if (System.getenv("WAPING_API_KEY") == null) {
            WapingStub stub = new WapingStub().start();
            sendTo(stub, main);
            System.out.println("No WAPING_API_KEY: sending to the stub at " + stub.baseUrl());
        }
        main.run(args);
        System.exit(main.getExitCode());
    }

    static Main flows() {
        Main main = new Main();
        main.configure().setRoutesIncludePattern("classpath:*.camel.yaml");
        return main;
    }

    static void sendTo(WapingStub stub, Main main) {
        main.addOverrideProperty("camel.component.waping.baseUrl", stub.baseUrl());
        main.addOverrideProperty("camel.component.waping.apiKey", stub.apiKey());
        main.addOverrideProperty("waping.deviceId", WapingStub.DEVICE);
    }
}
