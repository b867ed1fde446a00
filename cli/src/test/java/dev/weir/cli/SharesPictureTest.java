package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import dev.weir.simulation.Simulation;
import dev.weir.simulation.Workload;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SharesPictureTest {
    private static String picture(int servers) {
        VirtualService before = service(servers, 1);
        return SharesPicture.of(new Simulation(
                        List.of(before), List.of(service(servers + 1, 2)), Set.of(), new Workload(1_000, 100, 10, 1))
                .forecast());
    }

    private static VirtualService service(int servers, int firstWeight) {
        return new VirtualService(
                new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP),
                Scheduler.WRR,
                ForwardingMethod.NAT,
                IntStream.range(0, servers)
                        .mapToObj(i -> new RealServer(
                                new Endpoint(IpAddress.ofIpv4(0x0a00_0001 + i), 80), i == 0 ? firstWeight : 1))
                        .toList());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 39, 40, 1_000})
    void itIsWellFormed(int servers) throws Exception {
        Document document = parsed(picture(servers));

        assertThat(document.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(document.getElementsByTagName("title").getLength()).isPositive();
    }

    @Test
    void eachServerHasABarBeforeAndOneAfter() throws Exception {
        Document document = parsed(picture(3));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2 + 2 * 4);
        assertThat(document.getElementsByTagName("polyline").getLength()).isZero();
    }

    @Test
    void manyServersAreTwoCurves() throws Exception {
        Document document = parsed(picture(500));

        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(picture(500)).hasSizeLessThan(60_000);
    }

    @Test
    void textIsEscaped() throws Exception {
        Svg svg = new Svg(100);
        svg.text("note", Svg.Anchor.START, 0, 0, "a < b & \"c\" > d");

        String image = svg.image("<title>", "", 10);

        assertThat(parsed(image).getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("a < b & \"c\" > d");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.000_01, 0.001, 0.0333, 0.05, 0.251, 0.5, 0.99, 1})
    void aScaleHoldsItsLargestValueInAFewRoundSteps(double largest) {
        Scale scale = Scale.upTo(largest);

        assertThat(scale.along(largest)).isBetween(0.0, 1.0 + 1e-9);
        assertThat(scale.ticks()).hasSizeBetween(2, 6);
        assertThat(IntStream.range(0, scale.ticks().length).mapToObj(i -> scale.label(scale.ticks()[i])))
                .doesNotHaveDuplicates();
    }
}
