package app.waping.camel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A package uses only those that stand before it in {@link #ORDER}. */
@AnalyzeClasses(packages = "app.waping.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTest {
    private static final String ROOT = "app.waping.camel";

    /** The ground floor first; the empty name is the root package. */
    private static final List<String> ORDER = List.of("error", "client", "gate", "", "policy", "ops", "spring");

    /** What the vocabulary of errors may take from Camel. */
    private static final Set<String> EXCEPTION_BASES = Set.of(
            "org.apache.camel.CamelException",
            "org.apache.camel.CamelExchangeException",
            "org.apache.camel.RuntimeCamelException",
            "org.apache.camel.spi.HttpResponseAware");

    @ArchTest
    static final ArchRule errorUsesNoneAbove = usesNoneAbove("error");

    @ArchTest
    static final ArchRule clientUsesNoneAbove = usesNoneAbove("client");

    @ArchTest
    static final ArchRule gateUsesNoneAbove = usesNoneAbove("gate");

    @ArchTest
    static final ArchRule rootUsesNoneAbove = usesNoneAbove("");

    @ArchTest
    static final ArchRule policyUsesNoneAbove = usesNoneAbove("policy");

    @ArchTest
    static final ArchRule opsUsesNoneAbove = usesNoneAbove("ops");

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("app.waping.camel.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyClassStandsInTheOrder = classes()
            .should()
            .resideInAnyPackage(ORDER.stream().map(PackageOrderTest::full).toArray(String[]::new));

    @ArchTest
    static final ArchRule errorKnowsOfCamelTheBasesOfExceptionsAlone = noClasses()
            .that()
            .resideInAPackage(full("error"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.camel..").and(outside(EXCEPTION_BASES)));

    @ArchTest
    static final ArchRule gateKnowsNothingOfCamelOrHttp = noClasses()
            .that()
            .resideInAPackage(full("gate"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.hc..");

    @ArchTest
    static final ArchRule clientKnowsNothingOfExchanges = noClasses()
            .that()
            .resideInAPackage(full("client"))
            .should()
            .dependOnClassesThat(describe(
                    "belong to an exchange", type -> Set.of("Exchange", "Message", "AsyncCallback", "Processor")
                            .contains(type.getName().replace("org.apache.camel.", ""))));

    @ArchTest
    static final ArchRule nothingPrintsToTheConsole =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    private static ArchRule usesNoneAbove(String name) {
        String[] above = ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
                .map(PackageOrderTest::full)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(full(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> outside(Set<String> names) {
        return describe("are not " + names, type -> !names.contains(type.getName()));
    }

    private static String full(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }
}
