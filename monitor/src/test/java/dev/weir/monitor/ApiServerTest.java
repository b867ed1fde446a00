package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.Json;
import dev.weir.api.Problem;
import dev.weir.dataplane.Change.RemoveService;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.director.Outcome;
import dev.weir.model.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
    @TempDir
    private static Path directory;

    private static ServedApi api;

    @BeforeAll
    static void serve() throws IOException, GeneralSecurityException {
        api = new ServedApi(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/status", "/api/v1/nothing", "/api/v1/openapi.json"})
    void withoutATokenNothingIsTold(String path) throws IOException, InterruptedException {
        assertUnauthorized(api.send(api.anonymous(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer wrong", "Basic d2VpcjpwYXNz", "bearer"})
    void aWrongTokenIsNone(String authorization) throws IOException, InterruptedException {
        assertUnauthorized(api.send(api.anonymous("/api/v1/status").header("Authorization", authorization)));
    }

    @Test
    void aTokenWithOneBitOffIsWrong() throws IOException, InterruptedException {
        String token = api.token();
        String off = token.substring(0, 42) + (token.endsWith("A") ? "B" : "A");

        assertUnauthorized(api.send(api.anonymous("/api/v1/status").header("Authorization", "Bearer " + off)));
    }

    @Test
    void anApplyWithoutATokenNeverReachesTheDirector() throws IOException, InterruptedException {
        api.director.shown.clear();

        assertUnauthorized(api.send(api.anonymous("/api/v1/apply").POST(BodyPublishers.ofString("services: []"))));

        assertThat(api.director.shown).isEmpty();
    }

    private static void assertUnauthorized(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        Problem problem = problem(response);
        assertThat(problem.type()).isEqualTo(Problem.UNAUTHORIZED);
        assertThat(problem.detail()).contains("token").contains("run directory");
    }

    @Test
    void secretsAreTheOwnersOnly() throws IOException {
        for (String secret : List.of("token", "keystore.p12", "keystore.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
        assertThat(api.token()).hasSize(43);
    }

    @Test
    void theAddressFileTellsUrlAndProcess() throws IOException {
        assertThat(Files.readString(directory.resolve("api.json")))
                .contains(api.server.url())
                .contains(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void aSoundFileIsAnsweredWithItsChanges() throws IOException, InterruptedException {
        api.director.outcome = new Outcome.Applied(4, new Plan(List.of(new RemoveService(FakeDirector.DNS))));

        HttpResponse<String> response = post("/api/v1/apply?name=my.yaml", "services: [] # \u00e9");

        assertThat(api.director.shown).endsWith("apply my.yaml: services: [] # \u00e9");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"revision\":4,\"changes\":[{\"action\":\"remove\",\"service\":\"UDP [2001:db8::10]:53\","
                        + "\"text\":\"remove service UDP [2001:db8::10]:53\"}]}");
    }

    @Test
    void aBadFileIsAnsweredWithItsProblems() throws IOException, InterruptedException {
        api.director.outcome = new Outcome.Refused(List.of(new dev.weir.config.Problem(
                "my.yaml", 1, 1, "unknown key 'sevices'", "sevices: []", "did you mean 'services'?")));

        HttpResponse<String> response = post("/api/v1/plan?name=my.yaml", "sevices: []");

        assertThat(response.statusCode()).isEqualTo(422);
        Problem problem = problem(response);
        assertThat(problem.type()).isEqualTo(Problem.FILE_REFUSED);
        assertThat(problem.problems()).singleElement().satisfies(one -> {
            assertThat(one.line()).isEqualTo(1);
            assertThat(one.rendered())
                    .isEqualTo("my.yaml:1:1: unknown key 'sevices'\n  sevices: []\n  ^\n  did you mean 'services'?");
        });
    }

    @Test
    void aFileThatCantBePutInForceIsAnsweredWithTheReason() throws IOException, InterruptedException {
        api.director.outcome = new Outcome.Failed("the server table is full: raise capacity.servers");

        HttpResponse<String> response = post("/api/v1/apply", "services: []");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(problem(response).type()).isEqualTo(Problem.NOT_APPLIED);
        assertThat(problem(response).detail()).isEqualTo("the server table is full: raise capacity.servers");
    }

    @ParameterizedTest
    @CsvSource({
        "services/tcp:192.0.2.10:80/servers/10.0.0.1:8080/weight, 10.0.0.1:8080 of TCP 192.0.2.10:80",
        "services/UDP:%5B::%5D:any/servers/%5B2001:db8::1%5D:any/weight, [2001:db8::1]:any of UDP [::]:any"
    })
    void aWeightIsSetAndCleared(String path, String server) throws IOException, InterruptedException {
        api.director.outcome = new Outcome.Applied(4, Plan.NOTHING);

        HttpResponse<String> set = api.send(put(path, "{\"weight\": 65535}"));
        HttpResponse<String> cleared = api.send(api.request("/api/v1/" + path).DELETE());

        assertThat(api.director.shown).endsWith("weight 65535 of " + server, "file's weight of " + server);
        assertThat(set.body()).isEqualTo("{\"revision\":4,\"changes\":[]}").isEqualTo(cleared.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "{}",
                "null",
                "{\"weight\": null}",
                "{\"weight\": -1}",
                "{\"weight\": 65536}",
                "{\"weight\": 1.5}",
                "{\"weight\": \"1\"}",
                "{\"weight\": \"many\"}",
                "{\"wieght\": 1}",
                "weight: 1"
            })
    void aBodyThatIsNoWeightIsRefused(String body) throws IOException, InterruptedException {
        api.director.shown.clear();

        HttpResponse<String> response = api.send(put("services/tcp:192.0.2.10:80/servers/10.0.0.1:8080/weight", body));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).detail()).contains("weight");
        assertThat(api.director.shown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "services/192.0.2.10:80/servers/10.0.0.1:8080/weight, is no PROTOCOL:VIP:PORT",
        "services/icmp:192.0.2.10:80/servers/10.0.0.1:8080/weight, is no PROTOCOL:VIP:PORT",
        "services/tcp:192.0.2.10/servers/10.0.0.1:8080/weight, service: '192.0.2.10' is no ADDRESS:PORT",
        "services/tcp:192.0.2.10:80/servers/here:80/weight, server: 'here' is no IPv4 or IPv6 address"
    })
    void aServerThatIsNoneIsNamed(String path, String detail) throws IOException, InterruptedException {
        HttpResponse<String> response = api.send(put(path, "{\"weight\": 1}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).detail()).contains(detail);
    }

    @Test
    void aServerThatNoServiceHasIsNotFound() throws IOException, InterruptedException {
        ServerKey stranger = new ServerKey(FakeDirector.WEB, Endpoint.parse("10.0.0.9:80"));
        api.director.outcome = new Outcome.NoSuchServer(stranger);

        HttpResponse<String> response =
                api.send(put("services/tcp:192.0.2.10:80/servers/10.0.0.9:80/weight", "{\"weight\": 1}"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(problem(response).type()).isEqualTo(Problem.NO_SUCH_SERVER);
        assertThat(problem(response).detail())
                .isEqualTo(
                        "no service TCP 192.0.2.10:80 with a server 10.0.0.9:80 is in force: weir servers lists them");
    }

    private static HttpRequest.Builder put(String path, String body) throws IOException {
        return api.request("/api/v1/" + path).PUT(BodyPublishers.ofString(body));
    }

    @Test
    void anOversizedBodyIsRefusedWhetherItsLengthIsToldOrNot() throws IOException, InterruptedException {
        api.director.shown.clear();
        byte[] tooLong = new byte[ApiRoutes.MAX_BODY_BYTES + 1];

        HttpResponse<String> told = api.send(api.request("/api/v1/apply").POST(BodyPublishers.ofByteArray(tooLong)));
        HttpRequest.BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(tooLong));
        HttpResponse<String> untold = api.send(api.request("/api/v1/apply").POST(chunked));

        for (HttpResponse<String> response : List.of(told, untold)) {
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(problem(response).detail()).isEqualTo("the body is longer than 16777216 bytes");
        }
        assertThat(api.director.shown).isEmpty();
    }

    @Test
    void theLongestAllowedBodyPasses() throws IOException, InterruptedException {
        api.director.outcome = new Outcome.Planned(Plan.NOTHING);

        assertThat(post("/api/v1/plan", "#".repeat(ApiRoutes.MAX_BODY_BYTES)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsNoTextIsRefused() throws IOException, InterruptedException {
        HttpResponse<String> response =
                api.send(api.request("/api/v1/plan").POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff})));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).detail()).isEqualTo("the body is no UTF-8 text");
    }

    @Test
    void aFileNameWithALineBreakIsRefused() throws IOException, InterruptedException {
        HttpResponse<String> response = post("/api/v1/plan?name=a%0Ab", "services: []");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/nothing,404", "DELETE,/api/v1/status,405", "GET,/api/v1/apply,405", "GET,/,404"})
    void whatThereIsNotIsAProblemToo(String method, String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = api.send(api.request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem(response).detail()).contains("/api/v1/openapi.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=-1     | limit: '-1' is no number from 0; 0 asks for all",
                "limit=many   | limit: 'many' is no number from 0; 0 asks for all",
                "client=here  | client: 'here' is no IPv4 or IPv6 address",
                "server=10.0.0.0/33 | server: '/33' is no prefix length of 0 to 32 after 10.0.0.0",
                "state=open   | state: 'open' is none of [SYN_RECV, ESTABLISHED, FIN_WAIT, TIME_WAIT, CLOSE, UDP]",
            })
    void aQueryThatIsNotUnderstoodIsNamed(String query, String detail) throws IOException, InterruptedException {
        HttpResponse<String> response = api.send(api.request("/api/v1/connections?" + query));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).detail()).isEqualTo(detail);
    }

    @Test
    void aFilterOfPersistentClientsThatIsNotUnderstoodIsNamed() throws IOException, InterruptedException {
        HttpResponse<String> response = api.send(api.request("/api/v1/persistent-clients?client=10.0.0.0/33"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response).detail()).isEqualTo("client: '/33' is no prefix length of 0 to 32 after 10.0.0.0");
    }

    @Test
    void aListingThatFailsIsAnErrorAndNotAShortList() throws IOException, InterruptedException {
        api.director.failsAtConnection = 2;
        try {
            HttpResponse<String> response = api.send(api.request("/api/v1/connections"));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(problem(response).detail()).doesNotContain("map is gone");
        } finally {
            api.director.failsAtConnection = -1;
        }
    }

    @Test
    void aSecondServerOnThePortIsToldTheMend(@TempDir Path other) {
        int port = URI.create(api.server.url()).getPort();

        assertThatThrownBy(() -> ApiServer.start(new FakeDirector(), new ApiServerOptions(other, port, "0.1.0"))
                        .close())
                .isInstanceOf(ApiServerException.class)
                .hasMessage("port " + port + " of 127.0.0.1 is taken: name another with --api-port");
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return api.send(api.request(path).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    private static Problem problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        Problem problem = Json.read(response.body(), Problem.class);
        assertThat(problem.status()).isEqualTo(response.statusCode());
        return problem;
    }
}
