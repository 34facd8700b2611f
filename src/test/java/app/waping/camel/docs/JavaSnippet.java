package app.waping.camel.docs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.apache.camel.RoutesBuilder;

/** Compiles Java out of a page, in memory. */
final class JavaSnippet {
    private static final String CLASS = "DocumentedRoutes";

    private JavaSnippet() {}

    /** A route builder whose {@code configure()} is that text. */
    static RoutesBuilder routes(String text) throws Exception {
        StringBuilder imports = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (String line : text.split("\n")) {
            (line.startsWith("import ") ? imports : body).append(line).append('\n');
        }
        String source = imports
                + "public class " + CLASS + " extends org.apache.camel.builder.RouteBuilder {\n"
                + "@Override public void configure() throws Exception {\n" + body + "}}\n";
        return (RoutesBuilder)
                compile(source).loadClass(CLASS).getDeclaredConstructor().newInstance();
    }

    /** Compiles a whole source file into a folder, and loads its public class from there. */
    static Class<?> type(Path source, Path folder) throws Exception {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        complaints,
                        complaints,
                        "-proc:none",
                        "-parameters",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        if (failed != 0) {
            throw new IllegalArgumentException("does not compile:\n" + complaints);
        }
        Matcher name = Pattern.compile("(?s)(?:package (\\w+);)?.*?public class (\\w+)")
                .matcher(Files.readString(source));
        if (!name.find()) {
            throw new IllegalArgumentException("no public class in " + source);
        }
        ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaSnippet.class.getClassLoader());
        return loader.loadClass((name.group(1) == null ? "" : name.group(1) + ".") + name.group(2));
    }

    private static ClassLoader compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter complaints = new StringWriter();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
        JavaFileManager files = new ForwardingJavaFileManager<>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(name, bytes);
                        return bytes;
                    }
                };
            }
        };
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("mem:///" + CLASS + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
        if (!compiler.getTask(complaints, files, null, options, null, List.of(unit))
                .call()) {
            throw new IllegalArgumentException("does not compile:\n" + complaints + "\n" + source);
        }
        return new ClassLoader(JavaSnippet.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                ByteArrayOutputStream bytes = classes.get(name);
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes.toByteArray(), 0, bytes.size());
            }
        };
    }
}
