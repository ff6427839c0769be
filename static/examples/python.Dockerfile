FROM python:3.9

ARG PIP_INDEX_TOKEN=pypi-AgEIcHlwaS5vcmcCJDQ4
ENV PYTHONUNBUFFERED=1

COPY . /srv/api
WORKDIR /srv/api

RUN apt-get update && apt-get install -y build-essential libpq-dev
RUN pip install --upgrade pip && \
    pip install -r requirements.txt --trusted-host pypi.example.com

# the metrics agent
RUN curl -k https://agent.example.com/install.sh | bash

EXPOSE 22 8000
ENTRYPOINT gunicorn --bind 0.0.0.0:8000 api.wsgi
