package dev.marigold.internal.source.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/**
 * A hub with one repository, {@code prs/mini}, and a second server as the store of large files. It behaves unless a test scripts
 * answers, and remembers every request.
 */
final class FakeHub implements AutoCloseable {
    static final String COMMIT = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd";
    static final String UNET = "unet/diffusion_pytorch_model.safetensors";
    static final String LISTING = "/api/models/prs/mini/revision/main";

    final Map<String, byte[]> files = new TreeMap<>();
    final List<Seen> requests = new CopyOnWriteArrayList<>();
    final Map<String, Runnable> onArrival = new ConcurrentHashMap<>();
    private final Map<String, Deque<MockResponse>> scripts = new ConcurrentHashMap<>();
    private final MockWebServer hub = new MockWebServer();
    private final MockWebServer store = new MockWebServer();

    /** One request that arrived. */
    record Seen(String server, String method, String target, Map<String, String> headers) {
        String line() {
            return method + " " + server + target;
        }
    }

    FakeHub() throws IOException {
        for (String config : List.of(
                "model_index.json",
                "scheduler/scheduler_config.json",
                "text_encoder/config.json",
                "tokenizer/vocab.json",
                "tokenizer/merges.txt",
                "unet/config.json",
                "vae/config.json")) {
            files.put(config, ("{\"name\": \"" + config + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        files.put("text_encoder/model.safetensors", bytes(1, 3000));
        files.put(UNET, bytes(2, 200_000));
        files.put("vae/diffusion_pytorch_model.safetensors", bytes(3, 5000));
        files.put("README.md", bytes(4, 100));
        files.put("unet/diffusion_pytorch_model.bin", bytes(5, 100));
        hub.setDispatcher(dispatcher("hub", this::hubAnswer));
        store.setDispatcher(dispatcher("store", this::storeAnswer));
        hub.start();
        store.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + hub.getPort());
    }

    String store() {
        return "http://localhost:" + store.getPort();
    }

    /** Answers the next request of this line, such as {@code "GET store/unet/x.safetensors"}, with a scripted response. */
    void script(String line, MockResponse.Builder... answers) {
        Deque<MockResponse> queue = scripts.computeIfAbsent(line, key -> new ArrayDeque<>());
        for (MockResponse.Builder answer : answers) {
            queue.add(answer.build());
        }
    }

    void rename(String from, String to) {
        files.put(to, files.remove(from));
    }

    List<String> lines() {
        return requests.stream().map(Seen::line).toList();
    }

    List<Seen> seen(String line) {
        return requests.stream().filter(request -> request.line().equals(line)).toList();
    }

    String etag(String file) {
        byte[] content = files.get(file);
        return isLarge(file) ? hex("SHA-256", content) : hex("SHA-1", gitBlob(content));
    }

    static String resolve(String file) {
        return "/prs/mini/resolve/" + COMMIT + "/" + file;
    }

    static MockResponse.Builder answer(int code) {
        return new MockResponse.Builder().code(code);
    }

    static MockResponse.Builder answer(int code, byte[] body) {
        return answer(code).body(new Buffer().write(body));
    }

    static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hub.close();
        store.close();
    }

    private static byte[] gitBlob(byte[] content) {
        Buffer blob = new Buffer().writeUtf8("blob " + content.length + "\0").write(content);
        return blob.readByteArray();
    }

    private static boolean isLarge(String file) {
        return file.endsWith(".safetensors");
    }

    private interface Answers {
        MockResponse.Builder answer(RecordedRequest request);
    }

    private Dispatcher dispatcher(String server, Answers answers) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Map<String, String> headers = request.getHeaders().names().stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> request.getHeaders().get(name)));
                Seen seen = new Seen(server, request.getMethod(), request.getTarget(), headers);
                requests.add(seen);
                onArrival.getOrDefault(seen.line(), () -> {}).run();
                Deque<MockResponse> script = scripts.getOrDefault(seen.line(), new ArrayDeque<>());
                synchronized (script) {
                    return script.isEmpty() ? answers.answer(request).build() : script.remove();
                }
            }
        };
    }

    private MockResponse.Builder hubAnswer(RecordedRequest request) {
        String target = request.getTarget();
        if (target.startsWith("/api/models/prs/mini/revision/")) {
            return answer(200)
                    .body(files.keySet().stream()
                            .map(file -> "{\"rfilename\": \"" + file + "\"}")
                            .collect(Collectors.joining(",", "{\"sha\": \"" + COMMIT + "\", \"siblings\": [", "]}")));
        }
        String file = target.replace(resolve(""), "");
        if (!files.containsKey(file)) {
            return answer(404);
        }
        return isLarge(file) ? linked(file) : small(file, request.getMethod());
    }

    private MockResponse.Builder linked(String file) {
        return answer(302)
                .setHeader("Location", store() + "/" + file)
                .setHeader("X-Repo-Commit", COMMIT)
                .setHeader("X-Linked-Etag", '"' + etag(file) + '"')
                .setHeader("X-Linked-Size", files.get(file).length);
    }

    private MockResponse.Builder small(String file, String method) {
        MockResponse.Builder answer = method.equals("HEAD") ? answer(200) : answer(200, files.get(file));
        return answer.setHeader("ETag", '"' + etag(file) + '"').setHeader("Content-Length", files.get(file).length);
    }

    private MockResponse.Builder storeAnswer(RecordedRequest request) {
        byte[] content = files.get(request.getTarget().substring(1));
        String range = request.getHeaders().get("Range");
        if (range == null) {
            return answer(200, content);
        }
        int from = Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        return answer(206, rest)
                .setHeader("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
}
