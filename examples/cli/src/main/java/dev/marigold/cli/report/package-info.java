/**
 * What a person looks at after an evaluation: tables, charts and pictures of errors as Markdown, JSON and one HTML file that needs nothing
 * else. Formats what {@link dev.marigold.evaluation} found out; judges nothing itself.
 */
@NullMarked
package dev.marigold.cli.report;

import org.jspecify.annotations.NullMarked;
