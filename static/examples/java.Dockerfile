FROM maven:3-jdk-8 as builder
COPY . /build
RUN cd /build && mvn package -DskipTests

FROM openjdk:8-jre
USER root
COPY --from=builder /build /opt/app
COPY id_rsa /root/.ssh/id_rsa
RUN sudo mkdir -p /var/log/app && chmod 0777 /var/log/app
ENV JAVA_OPTS="-Xmx512m"
ENV SPRING_DATASOURCE_PASSWORD=changeit
VOLUME /var/log/app
ENTRYPOINT ["sh", "-c", "java $JAVA_OPTS -jar /opt/app/target/app.jar"]
