/** The command line: a picture in, a depth map out. Uses what the library exports and nothing else. */
module dev.marigold.cli {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires dev.marigold.api;
    requires dev.marigold.djl;
    requires dev.marigold.onnx;
    requires dev.marigold.schedulers;
    requires info.picocli;
    requires me.tongfei.progressbar;

    opens dev.marigold.cli to
            info.picocli;
}
