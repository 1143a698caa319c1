// Package duban is a client of the Duban API. Its types and operations are generated from the API's own document (README.md); what is written here is what
// every caller needs: the officer's token, requests that are sent again under their key until there is an answer, and problems as errors.
package duban

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const longestPause = 10 * time.Second

// Options of a client; where nothing is said a request is sent eight times at most, with a quarter of a second before the first repetition.
type Options struct {
	// Token is asked for the officer's token at every request: it may have been renewed.
	Token func(context.Context) (string, error)
	Tries int
	// Pause before the first repetition; each further one waits twice as long, at most ten seconds.
	Pause time.Duration
	HTTP  HttpRequestDoer
}

// ErrUnanswered says that nothing certain is known of what was sent: send it again, under the same key.
var ErrUnanswered = errors.New("duban: no verdict yet; send it again under the same key")

// Refused is a refusal: which code, under which clause, what it says and what would be lawful.
type Refused struct{ Problem }

func (r *Refused) Error() string { return fmt.Sprintf("duban: %s: %s", r.Code, r.En) }

// New gives a client for the API at baseURL, without `/v1`. Every error of its operations that is a refusal is a *Refused.
func New(baseURL string, options Options) (*ClientWithResponses, error) {
	if options.Tries == 0 {
		options.Tries = 8
	}
	if options.Pause == 0 {
		options.Pause = 250 * time.Millisecond
	}
	if options.HTTP == nil {
		options.HTTP = http.DefaultClient
	}
	return NewClientWithResponses(baseURL, WithHTTPClient(&repeating{options}))
}

type repeating struct{ Options }

// Do sends a request until it is answered: after no answer, a full server, or no verdict yet. What changes something is sent again only under its key.
func (r *repeating) Do(request *http.Request) (*http.Response, error) {
	again := request.Method == http.MethodGet || request.Header.Get("Idempotency-Key") != ""
	pause := r.Pause
	for n := 1; ; n++ {
		response, err := r.once(request)
		if err == nil && !worthRepeating(response.StatusCode) {
			return answered(response)
		}
		if err == nil {
			_, _ = io.Copy(io.Discard, response.Body)
			_ = response.Body.Close()
			err = fmt.Errorf("status %d", response.StatusCode)
		}
		if !again || n == r.Tries {
			return nil, errors.Join(ErrUnanswered, err)
		}
		select {
		case <-request.Context().Done():
			return nil, errors.Join(ErrUnanswered, request.Context().Err())
		case <-time.After(min(pause, longestPause)):
			pause *= 2
		}
	}
}

func (r *repeating) once(request *http.Request) (*http.Response, error) {
	token, err := r.Token(request.Context())
	if err != nil {
		return nil, err
	}
	sent := request.Clone(request.Context())
	if request.GetBody != nil {
		if sent.Body, err = request.GetBody(); err != nil {
			return nil, err
		}
	}
	sent.Header.Set("Authorization", "Bearer "+token)
	return r.HTTP.Do(sent)
}

// The server is full, being changed, or has not judged it yet.
func worthRepeating(status int) bool {
	return status == http.StatusAccepted || status == http.StatusTooManyRequests || status >= 500
}

func answered(response *http.Response) (*http.Response, error) {
	if response.StatusCode < 400 {
		return response, nil
	}
	defer func() { _ = response.Body.Close() }()
	refused := &Refused{}
	if err := json.NewDecoder(response.Body).Decode(&refused.Problem); err != nil {
		return nil, fmt.Errorf("duban: status %d: %w", response.StatusCode, err)
	}
	return nil, refused
}
