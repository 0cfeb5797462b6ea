package dev.habittracker.events;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// The JSON library's settings behind [EventJson].
final class EventMapper {

    private EventMapper() {}

    static JsonMapper create() {
        return JsonMapper.builder() //
                .annotationIntrospector(new MandatoryUnlessNullable()) //
                .addModule(new SimpleModule("iso-8601") //
                        .addDeserializer(Instant.class, new IsoText<>(Instant.class, Instant::parse)) //
                        .addDeserializer(Duration.class, new IsoText<>(Duration.class, Duration::parse))) //
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)) //
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL)) //
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY) //
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS) //
                .withCoercionConfig(LogicalType.Textual, coercion -> {
                    coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    coercion.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    coercion.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                }) //
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT) //
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) //
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES) //
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY) //
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) //
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS) //
                .build();
    }

    /// A record's component is mandatory and not null, unless its type says `@Nullable`.
    private static final class MandatoryUnlessNullable extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return isMandatory(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
            JsonSetter.Value declared = super.findSetterInfo(config, member);
            return isMandatory(member) ? declared.withValueNulls(Nulls.FAIL) : declared;
        }

        private static boolean isMandatory(Annotated member) {
            return member instanceof AnnotatedParameter parameter && parameter.getDeclaringClass().isRecord()
                    && !component(parameter).isAnnotationPresent(Nullable.class);
        }

        private static AnnotatedElement component(AnnotatedParameter parameter) {
            return parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()].getAnnotatedType();
        }
    }
}
