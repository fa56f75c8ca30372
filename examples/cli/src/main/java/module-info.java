/** The command line: a picture in, a depth map out. Uses what the library exports and nothing else. */
module dev.marigold.cli {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.google.common;
    requires com.samskivert.jmustache;
    requires dev.marigold.api;
    requires dev.marigold.djl;
    requires dev.marigold.onnx;
    requires dev.marigold.schedulers;
    requires info.picocli;
    requires me.tongfei.progressbar;
    requires org.apache.commons.compress;
    requires org.jline.terminal;
    requires xchart;

    opens dev.marigold.cli to
            info.picocli;
    opens dev.marigold.cli.depth to
            info.picocli;
    opens dev.marigold.cli.evaluate to
            info.picocli;
    opens dev.marigold.cli.models to
            info.picocli;
    opens dev.marigold.cli.option to
            info.picocli;
    opens dev.marigold.cli.render to
            info.picocli;
    opens dev.marigold.cli.sweep to
            info.picocli;
    opens dev.marigold.cli.training to
            info.picocli;
    opens dev.marigold.cli.report to
            com.samskivert.jmustache;
}
