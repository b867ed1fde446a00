package dev.weir.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.systemtests.Checkout;
import dev.weir.systemtests.house.Page.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The docs lead somewhere: each link within the checkout to a file, and to a heading where it names one. */
class DocsTest {
    @Test
    void linkLeadsToAFile() {
        assertThat(Page.all().flatMap(page -> within(page).filter(link -> !Files.exists(file(page, link)))))
                .isEmpty();
    }

    @Test
    void linkToAHeadingFindsIt() {
        assertThat(Page.all()
                        .flatMap(page -> within(page)
                                .filter(link -> !link.heading().isEmpty())
                                .filter(link -> !target(page, link).hasHeading(link.heading()))))
                .isEmpty();
    }

    @Test
    void linksAreSeen() {
        assertThat(Page.all().flatMap(DocsTest::within)).hasSizeGreaterThan(5);
    }

    private static Stream<Link> within(Page page) {
        return page.links().stream().filter(link -> !link.leavesTheCheckout());
    }

    private static Path file(Page page, Link link) {
        if (link.target().isEmpty()) {
            return Path.of("a reference that nobody defines");
        }
        Path from = Checkout.root().resolve(page.path());
        return link.file().isEmpty() ? from : from.resolveSibling(link.file()).normalize();
    }

    private static Page target(Page page, Link link) {
        Path file = Checkout.root().relativize(file(page, link));
        return Page.all().filter(each -> each.path().equals(file)).findAny().orElse(page);
    }
}
