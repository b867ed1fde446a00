package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Change;
import dev.weir.api.Changes;
import dev.weir.api.ClusterText;
import dev.weir.api.Connection;
import dev.weir.api.FileProblem;
import dev.weir.api.PersistentClient;
import dev.weir.api.Problem;
import dev.weir.api.Server;
import dev.weir.api.Servers;
import dev.weir.api.Service;
import dev.weir.api.ServiceDelivery;
import dev.weir.api.ServiceOptions;
import dev.weir.api.ServiceProtection;
import dev.weir.api.Services;
import dev.weir.api.Status;
import dev.weir.api.Traffic;
import dev.weir.api.Weight;
import dev.weir.director.DirectorStatus;
import dev.weir.model.ClientNotice;
import dev.weir.model.Encapsulation;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Protocol;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.StrayPolicy;
import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description tells what the server does: its routes, and its records member by member with their types. */
class OpenApiTest {
    private static final String SCHEMA = "#/components/schemas/";
    private static final List<Class<? extends Record>> RECORDS = List.of(
            Status.class,
            Status.ConnectionTable.class,
            Status.Trouble.class,
            Status.NetworkInterface.class,
            Status.UnresolvedServer.class,
            Status.SetWeight.class,
            Weight.class,
            Traffic.class,
            ClusterText.class,
            Services.class,
            Service.class,
            ServiceOptions.class,
            ServiceDelivery.class,
            ServiceProtection.class,
            Servers.class,
            Server.class,
            Connection.class,
            PersistentClient.class,
            Changes.class,
            Change.class,
            Problem.class,
            FileProblem.class);

    private final JsonNode description = description();

    private static JsonNode description() {
        try (InputStream in = ApiServer.class.getResourceAsStream("openapi.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRouteIsDescribedAndNoOther() {
        Set<String> described = new TreeSet<>();
        description
                .at("/paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .forEach(operation -> described.add(
                                operation.getKey().toUpperCase(Locale.ROOT) + " /api/v1" + path.getKey())));

        assertThat(described).isEqualTo(routes());
    }

    private static Set<String> routes() {
        Javalin javalin = Javalin.create(config -> new ApiRoutes(new FakeDirector(), "0.1.0").addTo(config.routes));
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint.method + " " + handler.endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<Class<? extends Record>> records() {
        return RECORDS.stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordIsDescribedMemberByMember(Class<? extends Record> record) {
        JsonNode schema = description.at("/components/schemas/" + record.getSimpleName());
        List<String> members = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(schema.at("/properties").propertyNames()).containsExactlyElementsOf(members);
        assertThat(schema.at("/required").valueStream().map(JsonNode::stringValue))
                .containsExactlyElementsOf(members);
        for (RecordComponent member : record.getRecordComponents()) {
            assertThat(type(schema.at("/properties/" + member.getName())))
                    .as(member.getName())
                    .isEqualTo(type(member.getType()));
        }
    }

    private static String type(JsonNode property) {
        String reference = property.path("$ref").stringValue("");
        return reference.isEmpty() ? property.path("type").stringValue("none") : reference;
    }

    private static String type(Class<?> member) {
        if (member == String.class || member == Instant.class || member.isEnum()) {
            return "string";
        } else if (member == int.class || member == long.class) {
            return "integer";
        } else if (member == double.class) {
            return "number";
        } else if (member == boolean.class) {
            return "boolean";
        } else if (Collection.class.isAssignableFrom(member)) {
            return "array";
        } else if (Map.class.isAssignableFrom(member)) {
            return "object";
        }
        return SCHEMA + member.getSimpleName();
    }

    static Stream<Arguments> enumerations() {
        return Stream.of(
                Arguments.of("Service/properties/protocol", Protocol.class),
                Arguments.of("Service/properties/scheduler", Scheduler.class),
                Arguments.of("Service/properties/forwarding", ForwardingMethod.class),
                Arguments.of("ServiceOptions/properties/flags/items", ServiceFlag.class),
                Arguments.of("ServiceDelivery/properties/encapsulation", Encapsulation.Kind.class),
                Arguments.of("ServiceDelivery/properties/clientNotice", ClientNotice.class),
                Arguments.of("ServiceProtection/properties/stray", StrayPolicy.class),
                Arguments.of("Server/properties/role", ServerRole.class),
                Arguments.of("Trouble/properties/kind", DirectorStatus.Trouble.Kind.class),
                Arguments.of("NetworkInterface/properties/link", DirectorStatus.InterfaceState.Link.class),
                Arguments.of("Change/properties/action", Change.Action.class));
    }

    @ParameterizedTest
    @MethodSource("enumerations")
    void anEnumerationIsDescribedValueByValue(String member, Class<? extends Enum<?>> values) {
        List<String> words = Arrays.stream(values.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();

        assertThat(description
                        .at("/components/schemas/" + member + "/enum")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = description.findValues("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(description
                                .at(reference.stringValue().substring(1))
                                .isMissingNode())
                        .as(reference.stringValue())
                        .isFalse());
    }

    @Test
    void everyTypeOfProblemIsDescribed() throws IllegalAccessException {
        Set<String> types = new TreeSet<>();
        for (Field field : Problem.class.getFields()) {
            if (String.valueOf(field.get(null)).startsWith("urn:")) {
                types.add(String.valueOf(field.get(null)));
            }
        }

        assertThat(description
                        .at("/components/schemas/Problem/properties/type/enum")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .containsExactlyInAnyOrderElementsOf(types);
    }
}
