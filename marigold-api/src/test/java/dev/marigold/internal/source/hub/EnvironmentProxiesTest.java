package dev.marigold.internal.source.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
    private static final URI HUB = URI.create("https://huggingface.co/x");
    private static final ProxySelector JVM = ProxySelector.of(InetSocketAddress.createUnresolved("jvm-proxy", 1));

    @Test
    void nothingSetLeavesTheChoiceToTheJvm() {
        assertThat(chosen(Map.of(), HUB)).isEqualTo("jvm-proxy:1");
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"})
    void theVariableOfTheSchemeNamesTheProxy(String name) {
        assertThat(chosen(Map.of(name, "http://proxy.example:3128"), HUB)).isEqualTo("proxy.example:3128");
    }

    @Test
    void theVariableOfAnotherSchemeDoesNot() {
        assertThat(chosen(Map.of("HTTP_PROXY", "http://proxy.example:3128"), HUB))
                .isEqualTo("jvm-proxy:1");
    }

    @Test
    void schemeAndPortMayBeLeftOut() {
        assertThat(chosen(Map.of("HTTPS_PROXY", "proxy.example"), HUB)).isEqualTo("proxy.example:80");
    }

    @ParameterizedTest
    @CsvSource({
        "huggingface.co, direct",
        "'a.org, .huggingface.co', direct",
        "co, direct",
        "*, direct",
        "huggingface.co:443, direct",
        "huggingface.co:80, proxy:1",
        "face.co, proxy:1",
        "'', proxy:1",
        "HuggingFace.CO, direct"
    })
    void exemptHostsAreReachedDirectly(String exempt, String chosen) {
        assertThat(chosen(Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", exempt), HUB))
                .isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://user:secret@proxy:1080, one that starts with socks5://",
        "http://, something else",
        "http://proxy:65536, something else",
        "'http://a proxy:1', something else"
    })
    void whatIsNoHttpProxyIsNamedWithoutItsPassword(String value, String got) {
        EnvironmentProxies proxies = new EnvironmentProxies(Map.of("ALL_PROXY", value), JVM);

        assertThatThrownBy(() -> proxies.select(HUB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ALL_PROXY must be a URL such as http://proxy:3128, got " + got);
    }

    private static String chosen(Map<String, String> variables, URI uri) {
        Proxy proxy = new EnvironmentProxies(variables, JVM).select(uri).get(0);
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "direct";
    }
}
