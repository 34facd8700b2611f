package app.waping.camel.stub;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * Starts one {@link WapingStub} for each test class, resets it before each test and closes it after the last one. It
 * fills fields, static ones too, and parameters of type {@code WapingStub}.
 *
 * <p>Use it as {@code @ExtendWith(WapingStubExtension.class)}, or as a static {@code @RegisterExtension} field with a
 * builder of your own; as an instance field it starts a stub for each test. Tests of one class that run at the same time share the stub: keep them in sequence.
 */
public final class WapingStubExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestInstancePostProcessor {
    private static final ExtensionContext.Namespace SPACE =
            ExtensionContext.Namespace.create(WapingStubExtension.class);

    private final WapingStubBuilder options;
    private volatile WapingStub current;

    /** With a stub of the default choices. */
    public WapingStubExtension() {
        this(WapingStub.builder());
    }

    /** With a stub of these choices. */
    public WapingStubExtension(WapingStubBuilder options) {
        this.options = options;
    }

    /** The stub of the test class that runs; null before it starts. */
    public WapingStub stub() {
        return current;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        fill(context.getRequiredTestClass(), null, findOrStart(context));
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IllegalAccessException {
        fill(instance.getClass(), instance, findOrStart(context));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        WapingStub stub = findOrStart(context);
        stub.reset();
        stub.start();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            fill(instance.getClass(), instance, stub);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeWhereStarted(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeWhereStarted(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WapingStub.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return findOrStart(context);
    }

    private WapingStub findOrStart(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(SPACE);
        WapingStub stub = store.get(this, WapingStub.class);
        if (stub == null) {
            stub = options.build().start();
            store.put(this, stub);
            store.put(owner(), context.getUniqueId());
        }
        current = stub;
        return stub;
    }

    private void closeWhereStarted(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(SPACE);
        if (context.getUniqueId().equals(store.get(owner()))) {
            store.get(this, WapingStub.class).close();
        }
    }

    private String owner() {
        return "owner of " + System.identityHashCode(this);
    }

    private static void fill(Class<?> type, Object instance, WapingStub stub) throws IllegalAccessException {
        for (Class<?> level = type; level != Object.class && level != null; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                boolean isStatic = Modifier.isStatic(field.getModifiers());
                if (field.getType() == WapingStub.class && isStatic == (instance == null)) {
                    field.setAccessible(true);
                    field.set(instance, stub);
                }
            }
        }
    }
}
